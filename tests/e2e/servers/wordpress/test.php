<?php
// What the tests change in a WordPress: options from a file, no mail, no address outside.
foreach (json_decode(file_get_contents(getenv('CAUSERIE_DATA') . '/options.json'), true) as $name => $value) {
    add_filter("pre_option_$name", fn() => $value);
}
add_filter('pre_wp_mail', '__return_true');
// Readers of one story write faster than people do.
add_filter('comment_flood_filter', fn($is) => get_option('test_flood') ? $is : false, 100);
// Another life makes every nonce so far an old one.
add_filter('nonce_life', fn($life) => (int) get_option('test_nonce_life', $life));
// Faces would come from gravatar.com, and emoji from s.w.org.
add_filter('get_avatar_url', fn() => home_url('/face.svg'));
remove_action('wp_head', 'print_emoji_detection_script', 7);
// A post is its title and its text, in French; the package lacks the scripts of the theme and of the sign-in form.
add_filter('template_include', fn() => getenv('CAUSERIE_TEMPLATE'));
add_filter('locale', fn() => 'fr_FR');
add_filter('show_admin_bar', '__return_false');
add_filter('script_loader_tag', '__return_empty_string');
remove_action('wp_head', 'wp_print_font_faces', 50);
