-- Links that log a user in once: recovery of a password, welcome.
create table identity_link (
  -- The user and a place from 0 on, with a colon between: a user has few of them.
  id varchar(40) not null primary key,
  user_id varchar(32) not null,
  account_id varchar(32) not null,
  -- SHA-256 of the 256 random bits that stand in the link.
  secret_hash varchar(64) not null,
  -- The user's when the link was made; a new password ends it.
  series varchar(32) not null,
  created_at_micros bigint not null,
  expires_at_micros bigint not null,
  attempts integer not null
);
create unique index identity_link_secret on identity_link (secret_hash);
create index identity_link_user on identity_link (user_id);
