-- Comments for the preset `postgrest`: PostgREST 11 or newer, or Supabase.
--
-- Run it once, as the owner of the schema `public`. The roles are those of Supabase; with PostgREST alone create them
-- first: `create role anon nologin; create role authenticated nologin;` and let the authenticator be a member of both.
--
-- A comment waits (`pending`) until a moderator approves it. Who has `{"app_metadata": {"comments": "moderator"}}` in
-- their JWT is a moderator; `sub` says who somebody is.

create table comments_all (
  id           bigint generated always as identity primary key,
  thread       text not null check (length(thread) between 1 and 512),
  parent_id    bigint references comments_all (id),
  kind         text not null default 'comment'
               check (kind in ('comment', 'pingback', 'trackback', 'mention', 'like', 'repost')),
  state        text not null default 'pending'
               check (state in ('approved', 'pending', 'spam', 'rejected', 'trashed', 'hidden', 'deleted')),
  author_id    text,
  author_name  text not null check (length(author_name) between 1 and 80),
  author_email text check (length(author_email) <= 254),
  author_url   text check (length(author_url) <= 500 and author_url ~ '^https?://'),
  avatar_url   text,
  author_roles text[] not null default '{}',
  body         text not null check (length(body) between 1 and 10000),
  body_html    text,
  via_url      text,
  via_name     text,
  votes_up     integer not null default 0,
  votes_down   integer not null default 0,
  pinned       boolean not null default false,
  created_at   timestamptz not null default now(),
  edited_at    timestamptz
);
create index on comments_all (thread, created_at, id);
create index on comments_all (parent_id);

create table comments_votes (
  comment_id bigint not null references comments_all (id) on delete cascade,
  voter      text not null,
  value      integer not null check (value in (-1, 1)),
  primary key (comment_id, voter)
);

-- The tables hold e-mail addresses and what waits: nobody but the view and the functions below may look into them.
-- Supabase grants everything on new tables to everybody, hence both lines.
alter table comments_all enable row level security;
alter table comments_votes enable row level security;
revoke all on comments_all, comments_votes from public, anon, authenticated;

create function comments_reader() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub'
$$;

create function comments_moderator() returns boolean language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), '')::json
                  -> 'app_metadata' ->> 'comments' = 'moderator', false)
$$;

-- Everybody sees what was approved and what was deleted but may have replies; authors see their own, moderators all.
-- E-mail addresses go in and never come out.
create view comments with (security_barrier) as
  select id, thread, parent_id, kind, state,
         case when state <> 'deleted' then author_id end as author_id,
         case when state <> 'deleted' then author_name end as author_name,
         null::text as author_email,
         case when state <> 'deleted' then author_url end as author_url,
         case when state <> 'deleted' then avatar_url end as avatar_url,
         case when state <> 'deleted' then author_roles end as author_roles,
         case when state <> 'deleted' then body end as body,
         case when state <> 'deleted' then body_html end as body_html,
         via_url, via_name, votes_up, votes_down,
         (select value from comments_votes where comment_id = id and voter = comments_reader()) as my_vote,
         pinned, created_at, edited_at
    from comments_all
   where state in ('approved', 'deleted') or author_id = comments_reader() or comments_moderator();

-- A view of one table can be written through: only what the triggers below judge may be.
revoke all on comments from public, anon, authenticated;
grant select, insert on comments to anon, authenticated;
grant update (body, state, pinned), delete on comments to authenticated;

create function comments_insert() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare made comments_all;
begin
  if (select count(*) from comments_all where created_at > now() - interval '1 minute') >= 30 then
    raise sqlstate 'PT429' using message = 'too many comments';
  end if;
  if new.parent_id is not null and not exists (
    select from comments_all where id = new.parent_id and thread = new.thread and state in ('approved', 'deleted')
  ) then
    raise foreign_key_violation using message = 'there is no such comment to answer';
  end if;
  insert into comments_all (thread, parent_id, author_id, author_name, author_email, author_url, body)
  values (new.thread, new.parent_id, comments_reader(), new.author_name, new.author_email, new.author_url, new.body)
  returning * into made;
  -- What the poster cannot decide is told as it was decided.
  new.id := made.id; new.kind := made.kind; new.state := made.state; new.author_id := made.author_id;
  new.author_email := null; new.avatar_url := null; new.author_roles := made.author_roles; new.body_html := null;
  new.via_url := null; new.via_name := null; new.votes_up := 0; new.votes_down := 0; new.my_vote := null;
  new.pinned := false; new.created_at := made.created_at; new.edited_at := null;
  return new;
end $$;
create trigger comments_insert instead of insert on comments
  for each row execute function comments_insert();

-- Authors change their text and withdraw it; moderators decide.
create function comments_update() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not comments_moderator() then
    if old.author_id is distinct from comments_reader() or old.author_id is null
       or new.state not in (old.state, 'deleted') or new.pinned <> old.pinned then
      raise insufficient_privilege using message = 'not allowed';
    end if;
    -- A changed text is judged again.
    if new.body is distinct from old.body and new.state = 'approved' then new.state := 'pending'; end if;
  end if;
  update comments_all
     set state = new.state, pinned = new.pinned, body = coalesce(new.body, body),
         body_html = case when new.body is not distinct from old.body then body_html end,
         edited_at = case when new.body is not distinct from old.body then edited_at else now() end
   where id = old.id
  returning edited_at into new.edited_at;
  return new;
end $$;
create trigger comments_update instead of update on comments
  for each row execute function comments_update();

-- Moderators delete for ever; what was answered becomes an empty place.
create function comments_delete() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not comments_moderator() then
    raise insufficient_privilege using message = 'not allowed';
  end if;
  if exists (select from comments_all where parent_id = old.id) then
    update comments_all
       set state = 'deleted', author_id = null, author_name = '-', author_email = null, author_url = null,
           avatar_url = null, body = '-', body_html = null
     where id = old.id;
  else
    delete from comments_all where id = old.id;
  end if;
  return old;
end $$;
create trigger comments_delete instead of delete on comments
  for each row execute function comments_delete();

-- One vote for each reader who is signed in: 1, -1, or 0 to take it back.
create function vote(comment bigint, value integer) returns comments language plpgsql security definer
  set search_path = public, pg_temp as $$
declare reader text := comments_reader();
        voted comments;
begin
  if reader is null then
    raise insufficient_privilege using message = 'sign in to vote';
  end if;
  if not exists (select from comments_all where id = comment and state = 'approved') then
    raise no_data_found using message = 'there is no such comment';
  end if;
  delete from comments_votes where comment_id = comment and voter = reader;
  if value <> 0 then
    insert into comments_votes (comment_id, voter, value) values (comment, reader, sign(value)::integer);
  end if;
  update comments_all
     set votes_up = (select count(*) from comments_votes v where v.comment_id = comment and v.value > 0),
         votes_down = (select count(*) from comments_votes v where v.comment_id = comment and v.value < 0)
   where id = comment;
  select * into voted from comments where id = comment;
  return voted;
end $$;
revoke all on function vote(bigint, integer) from public, anon;
grant execute on function vote(bigint, integer) to authenticated;
