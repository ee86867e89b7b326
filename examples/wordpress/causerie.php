<?php
/**
 * Plugin Name: Causerie
 * Description: Lets a Causerie thread show pingbacks to everyone, post without an account, and know who is signed in.
 * License: MIT OR Apache-2.0
 *
 * Copy this file to wp-content/mu-plugins/ (it is then active at once) or to wp-content/plugins/ and activate it. Two
 * options, both in Settings > Discussion:
 *
 * causerie_pings      (on at first)  pingbacks and trackbacks are in the REST list of comments, for all readers
 * causerie_anonymous  (off at first) readers without an account may comment through REST, from any origin. The rules
 *                     of Settings > Discussion hold for them as for the form of the theme. Needed when the page and
 *                     WordPress have different origins; the thread then has data-anonymous="rest".
 *
 * No option is needed for the third thing: pages for signed-in readers carry the nonce with which they comment under
 * their own name, and with which moderators moderate.
 */

if (!defined('ABSPATH')) {
    exit;
}

/** Whether an option is on; what nobody has saved yet is as in CAUSERIE_OPTIONS. */
function causerie_has(string $option): bool
{
    return (bool) get_option($option, CAUSERIE_OPTIONS[$option]['at_first']);
}

const CAUSERIE_OPTIONS = [
    'causerie_pings' => ['at_first' => '1', 'label' => 'Show pingbacks and trackbacks in Causerie threads'],
    'causerie_anonymous' => ['at_first' => '', 'label' => 'Let readers without an account comment through REST'],
];

// WordPress lists comments of the type "comment" unless asked for another, and refuses to ask to all but moderators.
add_filter('rest_comment_query', function (array $query, WP_REST_Request $request): array {
    if (!causerie_has('causerie_pings') || isset($request->get_query_params()['type'])) {
        return $query;
    }
    unset($query['type']);
    $query['type__in'] = ['comment', 'pingback', 'trackback'];
    return $query;
}, 10, 2);

add_filter('rest_allow_anonymous_comments', function ($allowed) {
    return causerie_has('causerie_anonymous') ? true : $allowed;
});

add_action('wp_head', function (): void {
    if (is_user_logged_in()) {
        printf("<meta name=\"wp-rest-nonce\" content=\"%s\">\n", esc_attr(wp_create_nonce('wp_rest')));
    }
});

add_action('admin_init', function (): void {
    foreach (CAUSERIE_OPTIONS as $option => ['label' => $label]) {
        register_setting('discussion', $option, ['type' => 'string', 'sanitize_callback' => fn($is) => $is ? '1' : '']);
        add_settings_field($option, 'Causerie', function () use ($option, $label): void {
            printf(
                '<label><input type="checkbox" name="%s" value="1"%s> %s</label>',
                esc_attr($option),
                checked(causerie_has($option), true, false),
                esc_html($label)
            );
        }, 'discussion');
    }
});
