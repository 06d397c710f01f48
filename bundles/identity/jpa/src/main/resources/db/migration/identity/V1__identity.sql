-- One row per user, deleted ones included: their ids are named in the books for ever.
create table identity_user (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  -- Unique in the account; null for users without login and once deleted.
  username varchar(256),
  first_name varchar(256) not null,
  last_name varchar(256) not null,
  email varchar(254),
  role varchar(16) not null,
  enabled boolean not null,
  require_password_update boolean not null,
  -- How the hashes were made, and a slow salted hash over each digest that clients send.
  password_parameters varchar(128),
  password_md5 varchar(64),
  password_sha1 varchar(64),
  -- Names the tokens that are valid; a new value ends the older ones.
  series varchar(32) not null,
  -- The account, for the user that an account without users got first: of two nodes that make it, one wins.
  first_key varchar(32),
  list_name varchar(1024) not null,
  -- Microseconds since 1970: EclipseLink cannot read H2's timestamp with time zone.
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  deleted_at_micros bigint,
  revision bigint not null,
  document text not null
);
create unique index identity_user_username on identity_user (account_id, username);
create unique index identity_user_first on identity_user (first_key);
create index identity_user_password on identity_user (account_id, password_parameters, password_md5);
create index identity_user_list on identity_user (account_id, list_name, id);

-- The key by which programs log in for an account.
create table identity_api_key (
  account_id varchar(32) not null primary key,
  secret_hash varchar(64) not null,
  last_four varchar(4) not null,
  series varchar(32) not null,
  created_at_micros bigint not null
);
create unique index identity_api_key_secret on identity_api_key (secret_hash);

-- The keys that sign tokens; the private halves are encrypted with the master key.
create table identity_signing_key (
  id varchar(32) not null primary key,
  created_at_micros bigint not null,
  public_key varchar(2000) not null,
  wrapped_private_key varchar(8000) not null
);
