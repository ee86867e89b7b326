// Serves Waline on 127.0.0.1 with a new database: arguments are the folder of packages, the database and the port.
const { createServer } = require('node:http');
const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

const [packages, database, port] = process.argv.slice(2);
const sqlite = require(join(packages, 'sqlite3'));
process.env.SQLITE_PATH = dirname(database);
process.env.SQLITE_DB = basename(database, '.sqlite');

new sqlite.Database(database).exec(readFileSync(join(__dirname, 'schema.sql'), 'utf8'), (error) => {
  if (error) throw error;
  // At every request Waline asks this service which other sites readers may sign in with.
  const none = createServer((_, answer) => answer.end('{"services":[]}')).listen(0, '127.0.0.1', () => {
    process.env.OAUTH_URL = `http://127.0.0.1:${none.address().port}`;
    const waline = require(join(packages, '@waline/vercel'))({ env: 'production' });
    createServer(waline).listen(Number(port), '127.0.0.1');
  });
});
