-- Tables that Waline expects in SQLite; names and types are its interface.
create table if not exists wl_Comment (
  id integer primary key autoincrement,
  user_id integer,
  comment text,
  insertedAt datetime default current_timestamp,
  ip text,
  link text,
  mail text,
  nick text,
  rid integer,
  pid integer,
  sticky numeric,
  status text,
  "like" integer,
  ua text,
  url text,
  createdAt datetime default current_timestamp,
  updatedAt datetime default current_timestamp
);
create table if not exists wl_Counter (
  id integer primary key autoincrement,
  time integer,
  reaction0 integer,
  reaction1 integer,
  reaction2 integer,
  reaction3 integer,
  reaction4 integer,
  reaction5 integer,
  reaction6 integer,
  reaction7 integer,
  reaction8 integer,
  url text,
  createdAt datetime default current_timestamp,
  updatedAt datetime default current_timestamp
);
create table if not exists wl_Users (
  id integer primary key autoincrement,
  display_name text,
  email text,
  password text,
  type text,
  label text,
  github text,
  twitter text,
  facebook text,
  google text,
  weibo text,
  qq text,
  oidc text,
  huawei text,
  "2fa" text,
  avatar text,
  url text,
  createdAt datetime default current_timestamp,
  updatedAt datetime default current_timestamp
);
-- Times are kept in seconds: without this, comments of one second would come in any order.
create trigger one_after_the_other after insert on wl_Comment begin
  update wl_Comment set insertedAt = datetime('now', '+' || new.id || ' seconds') where id = new.id;
end;
