<!doctype html>
<html <?php language_attributes(); ?>>
<meta charset="utf-8">
<title><?php echo wp_get_document_title(); ?></title>
<?php
wp_head();
while (have_posts()) {
    the_post();
    the_title('<h1>', '</h1>');
    the_content();
}
wp_footer();
