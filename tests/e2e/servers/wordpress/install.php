<?php
// Does what the web installer does, and prints what signs in two users: the argument is the folder of WordPress.
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
$_SERVER += ['REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/'];
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('Le blog', 'autrice', 'autrice@example.org', true, '', 'mot-de-passe', 'fr_FR');
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
$wp_rewrite->flush_rules(false);
$options = [
    'timezone_string' => 'Europe/Paris', 'default_ping_status' => 'open', 'default_pingback_flag' => '1',
    'comments_notify' => '0', 'moderation_notify' => '0', 'comment_previously_approved' => '0', 'ping_sites' => '',
];
foreach ($options as $name => $value) {
    update_option($name, $value);
}
wp_update_user(['ID' => 1, 'display_name' => 'Autrice du blog']);
foreach ([['editrice', 'editor', 'Éditrice'], ['lectrice', 'subscriber', 'Lectrice']] as [$login, $role, $name]) {
    wp_insert_user([
        'user_login' => $login, 'user_pass' => 'mot-de-passe', 'user_email' => "$login@example.org",
        'role' => $role, 'display_name' => $name,
    ]);
}
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'tests']);
echo 'Basic ', base64_encode("autrice:$password");
