-- Who reads the outbox, and from when on: what was before it came is none of its business.
create table outbox_consumer (
  name varchar(64) not null primary key,
  since timestamp(6) with time zone not null
);

-- What each of them has seen. Goes with the entry.
create table outbox_seen (
  outbox_id varchar(32) not null references outbox (id) on delete cascade,
  consumer varchar(64) not null,
  primary key (outbox_id, consumer)
);
