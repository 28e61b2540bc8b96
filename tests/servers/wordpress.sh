#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's WordPress on PHP's own server, with a MariaDB that only listens to a socket.
name=wordpress
port=18480
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

site=$home/site
url=http://127.0.0.1:$port

need() {
  # nginx-light keeps apt from choosing a larger web server, which is not used either
  packages curl nginx-light wordpress php-cli php-mysql php-gd php-xml php-mbstring \
    mariadb-server-core mariadb-client-core
}

sql() { mariadb --no-defaults -uroot -S "$socket" "$@"; }

start_database() {
  local data=$home/database
  # a socket's path must be short
  [ -s "$home/socket-folder" ] && [ -d "$(cat "$home/socket-folder")" ] || mktemp -d /tmp/sotong-XXXXXX >"$home/socket-folder"
  socket=$(cat "$home/socket-folder")/sql
  [ -d "$data/mysql" ] || mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$data" \
    --auth-root-authentication-method=normal --skip-test-db >"$home/install-db.log" 2>&1
  daemon database mariadbd --no-defaults --user="$(id -un)" --datadir="$data" --socket="$socket" \
    --skip-networking --innodb-flush-log-at-trx-commit=0 --character-set-server=utf8mb4
  until_ready database sql -e 'select 1'
  sql -e 'create database if not exists wordpress character set utf8mb4'
}

write_site() {
  if [ ! -f "$site/.whole" ]; then
    rm -rf "$site"
    mkdir -p "$site"
    cp -rL /usr/share/wordpress/. "$site/"
    mkdir -p "$site/wp-content/uploads" "$site/wp-content/mu-plugins"
    touch "$site/.whole"
  fi
  echo "<?php add_filter('pre_wp_mail', '__return_true');" >"$site/wp-content/mu-plugins/no-mail.php"
  {
    echo "<?php"
    printf "define('%s', '%s');\n" DB_NAME wordpress DB_USER root DB_PASSWORD '' DB_HOST "localhost:$socket" \
      DB_CHARSET utf8mb4 DB_COLLATE '' WP_HOME "$url" WP_SITEURL "$url" \
      WP_ENVIRONMENT_TYPE local # application passwords without https
    printf "define('%s', true);\n" WP_HTTP_BLOCK_EXTERNAL AUTOMATIC_UPDATER_DISABLED
    for key in AUTH_KEY SECURE_AUTH_KEY LOGGED_IN_KEY NONCE_KEY AUTH_SALT SECURE_AUTH_SALT LOGGED_IN_SALT NONCE_SALT; do
      printf "define('%s', '%s%s');\n" $key "$key" "$(password salt)"
    done
    echo "\$table_prefix = 'wp_';"
    echo "defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');"
    echo "require_once ABSPATH . 'wp-settings.php';"
  } >"$site/wp-config.php"
  # files as they are, all else to WordPress
  cat >"$home/router.php" <<'PHP'
<?php
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ($path !== '/' && (is_file($file) || is_file(rtrim($file, '/') . '/index.php'))) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
chdir($_SERVER['DOCUMENT_ROOT']);
require 'index.php';
PHP
}

# An editor with an application password, which the connector needs, and a contributor, who may not publish.
install_site() {
  [ -s "$home/accounts" ] && return
  cat >"$home/install.php" <<'PHP'
<?php
[, $site, $host, $password, $out] = $argv;
$_SERVER += ['HTTP_HOST' => $host, 'SERVER_NAME' => '127.0.0.1', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
define('WP_INSTALLING', true);
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('소통 블로그', 'admin', 'admin@example.org', true, '', $password);
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
update_option('timezone_string', 'Asia/Seoul');
update_option('default_comment_status', 'open');
update_option('comment_moderation', 0);
update_option('comment_previously_approved', 0);
$wp_rewrite->init();
flush_rewrite_rules(false);
$lines = '';
foreach (['editor', 'contributor'] as $login) {
    $id = wp_insert_user(['user_login' => $login, 'user_pass' => $password, 'role' => $login, 'user_email' => "$login@example.org"]);
    $lines .= "$login " . WP_Application_Passwords::create_new_application_password($id, ['name' => 'tests'])[0] . "\n";
}
file_put_contents($out, $lines);
PHP
  php "$home/install.php" "$site" "127.0.0.1:$port" "$(password login)" "$home/accounts" >"$home/install.log" 2>&1 ||
    { tail -n 20 "$home/install.log" >&2; fail "WordPress could not be installed"; }
}

begin() {
  start_database
  write_site
  install_site
  PHP_CLI_SERVER_WORKERS=4 daemon site php -d upload_max_filesize=64M -d post_max_size=64M \
    -S "127.0.0.1:$port" -t "$site" "$home/router.php"
  until_ready site curl -fsS -m 5 -o "$home/root.json" "$url/wp-json/"
}

vars() {
  echo "SOTONG_TEST_WORDPRESS_URL=$url"
  echo "SOTONG_TEST_WORDPRESS_USER=editor"
  echo "SOTONG_TEST_WORDPRESS_PASSWORD=$(sed -n 's/^editor //p' "$home/accounts")"
  echo "SOTONG_TEST_WORDPRESS_LIMITED_USER=contributor"
  echo "SOTONG_TEST_WORDPRESS_LIMITED_PASSWORD=$(sed -n 's/^contributor //p' "$home/accounts")"
}

main "$@"
