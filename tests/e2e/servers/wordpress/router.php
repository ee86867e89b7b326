<?php
// What PHP's own server serves beside WordPress: the widget, as a blog owner would have copied it, a face, and nothing
// for the scripts and looks that the package of WordPress comes without.
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$types = [
    'html' => 'text/html; charset=utf-8', 'js' => 'text/javascript', 'css' => 'text/css', 'json' => 'application/json',
    'wasm' => 'application/wasm', 'svg' => 'image/svg+xml', 'png' => 'image/png', 'ico' => 'image/x-icon',
];
$type = $types[pathinfo($path, PATHINFO_EXTENSION)] ?? null;
$file = str_starts_with($path, '/causerie/') ? getenv('CAUSERIE_DIST') . substr($path, 9) : null;
if ($type === null || ($file === null && is_file($_SERVER['DOCUMENT_ROOT'] . $path))) {
    return false;
}
if ($file !== null && !is_file($file)) {
    http_response_code(404);
    return true;
}
header("Content-Type: $type");
if ($file !== null) {
    readfile($file);
} elseif ($type === 'image/svg+xml') {
    echo '<svg xmlns="http://www.w3.org/2000/svg"/>';
}
