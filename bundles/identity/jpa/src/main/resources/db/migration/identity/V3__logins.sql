-- Who tried to log in. Ids begin with the time, so that their order is that of the attempts.
create table identity_login (
  account_id varchar(32) not null,
  id varchar(32) not null,
  user_id varchar(32),
  module varchar(32) not null,
  success boolean not null,
  message varchar(128) not null,
  address varchar(64) not null,
  user_agent varchar(256) not null,
  request_id varchar(128) not null,
  at_micros bigint not null,
  primary key (account_id, id)
);
create index identity_login_address on identity_login (account_id, address, success, at_micros);
create index identity_login_at on identity_login (at_micros);

-- The second factor of a user; the secret is encrypted with the master key.
create table identity_second_factor (
  user_id varchar(32) not null primary key,
  account_id varchar(32) not null,
  wrapped_secret varchar(500) not null,
  created_at_micros bigint not null,
  -- Null until the first right code.
  verified_at_micros bigint,
  -- The period of the last code that was used.
  last_step bigint not null
);

-- Codes for a lost device, each good for one login; only their SHA-256 is kept.
create table identity_recovery_code (
  user_id varchar(32) not null,
  code_hash varchar(64) not null,
  primary key (user_id, code_hash)
);

-- How users and programs log in to an account.
create table identity_security (
  account_id varchar(32) not null primary key,
  revision bigint not null,
  document text not null
);
