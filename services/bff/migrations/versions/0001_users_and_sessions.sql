-- Who may sign in. username_key is the folded name, so that Lan and lan are one person.
CREATE TABLE users (
  user_id uuid PRIMARY KEY,
  username text NOT NULL CHECK (length(username) BETWEEN 3 AND 64),
  username_key text NOT NULL UNIQUE,
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
  locale text NOT NULL CHECK (locale IN ('vi', 'en')),
  password_hash text NOT NULL,
  create_time timestamptz NOT NULL
);

-- Who is signed in. The token itself is known to the browser alone.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL CHECK (expire_time > create_time)
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (expire_time);

-- How often one name or one address tried in a window. Keys are hashes: no list of names and addresses lies here.
CREATE TABLE attempts (
  key_hash bytea NOT NULL CHECK (octet_length(key_hash) = 32),
  window_start timestamptz NOT NULL,
  tries integer NOT NULL CHECK (tries >= 0),
  PRIMARY KEY (key_hash, window_start)
);
CREATE INDEX attempts_by_window ON attempts (window_start);

GRANT SELECT, INSERT, UPDATE, DELETE ON users, sessions, attempts TO bff_app;
