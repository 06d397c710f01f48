-- One row per account, deleted ones included: their ids are named in the books for ever.
create table account (
  id varchar(32) not null primary key,
  parent_id varchar(32) references account (id),
  -- The ids of the ancestors, root first, and its own: 32 characters each and nothing between them. What lies below an
  -- account is the range from its path to its path followed by 'g', in every collation.
  path varchar(2080) not null,
  name varchar(256) not null,
  realm varchar(253) not null,
  -- What must be unique; null once deleted, because both databases take any number of nulls.
  name_key varchar(512),
  realm_key varchar(253),
  root_key varchar(4),
  enabled boolean not null,
  reseller boolean not null,
  children_count integer not null,
  -- Microseconds since 1970: EclipseLink cannot read H2's timestamp with time zone.
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  deleted_at_micros bigint,
  revision bigint not null,
  document text not null
);
create unique index account_name_key on account (name_key);
create unique index account_realm_key on account (realm_key);
create unique index account_root_key on account (root_key);
create index account_children on account (parent_id, name_key, id);
create index account_path on account (path);
