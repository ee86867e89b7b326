-- Threads, their comments, and what two instances must share: answers to repeated posts, recent posts.
-- Times are milliseconds since 1970. Counters of descendants save a walk through the tree at every read.

CREATE TABLE threads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    url TEXT,
    title TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'hidden')),
    created BIGINT NOT NULL
);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread BIGINT NOT NULL REFERENCES threads (id),
    parent BIGINT REFERENCES comments (id),
    root BIGINT REFERENCES comments (id),
    depth BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    previous TEXT,
    reason TEXT,
    pinned BIGINT NOT NULL DEFAULT 0,
    author_name TEXT,
    author_url TEXT,
    author_email TEXT,
    author_avatar TEXT,
    author_roles TEXT NOT NULL DEFAULT '',
    title TEXT,
    lang TEXT,
    source TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('text', 'markdown')),
    via_url TEXT,
    via_name TEXT,
    created BIGINT NOT NULL,
    edited BIGINT,
    public_replies BIGINT NOT NULL DEFAULT 0,
    kept_replies BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX comments_by_age ON comments (thread, parent, created, id);
CREATE INDEX comments_by_parent ON comments (parent, created, id);
CREATE INDEX comments_by_state ON comments (state, created, id);
CREATE INDEX comments_by_email ON comments (author_email, state);

CREATE TABLE idempotency (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status BIGINT,
    comment BIGINT,
    answer TEXT,
    created BIGINT NOT NULL
);

CREATE INDEX idempotency_by_age ON idempotency (created);

CREATE TABLE posts (
    address TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE INDEX posts_by_address ON posts (address, created);
