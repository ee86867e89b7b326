<?php
// The configuration of a WordPress of one test: its address and its folder come from the environment.
define('WP_HOME', getenv('CAUSERIE_URL'));
define('WP_SITEURL', WP_HOME);
define('FQDBDIR', getenv('CAUSERIE_DATA') . '/database/');
define('WPMU_PLUGIN_DIR', getenv('CAUSERIE_DATA') . '/mu-plugins');
foreach (['DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_HOST'] as $unused) {
    define($unused, 'sqlite');
}
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', 'test-key-' . $name);
    define($name . '_SALT', 'test-salt-' . $name);
}
$table_prefix = 'wp_';
// Application passwords work without https.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISALLOW_FILE_MODS', true);
// The tests start the scheduled work themselves, so that they know when it is done.
define('DISABLE_WP_CRON', true);
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
