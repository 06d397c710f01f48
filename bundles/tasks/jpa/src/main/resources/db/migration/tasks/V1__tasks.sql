-- One row per task. Its input lies in a file of the data directory.
create table task (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  auth_account_id varchar(32) not null,
  category varchar(64) not null,
  action varchar(64) not null,
  file_name varchar(255) not null,
  status varchar(16) not null,
  -- Microseconds since 1970.
  created_at_micros bigint not null,
  started_at_micros bigint,
  ended_at_micros bigint,
  total_count bigint not null,
  success_count bigint not null,
  failure_count bigint not null,
  -- Options, and the first rows that were not done and why, as JSON.
  options text not null,
  errors text not null
);
create index task_account on task (account_id, created_at_micros, id);
create index task_status on task (status);
