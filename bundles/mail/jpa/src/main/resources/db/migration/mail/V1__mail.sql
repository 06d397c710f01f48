-- Mails that wait for a mail server, and what became of the others.
create table mail (
  -- Made of what the mail is sent for: the same mail is never kept twice.
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  kind varchar(32) not null,
  recipient varchar(254) not null,
  sender varchar(254),
  subject varchar(998) not null,
  -- Empty once the mail is sent: a body may hold a link that logs somebody in.
  body_text text not null,
  body_html text not null,
  state varchar(16) not null,
  attempts integer not null,
  -- Microseconds since 1970, all of them.
  created_at_micros bigint not null,
  due_at_micros bigint not null,
  -- Until then one sender has it for itself; 0: nobody.
  leased_until_micros bigint not null,
  sent_at_micros bigint,
  error varchar(500)
);
create index mail_due on mail (state, due_at_micros);
create index mail_by_time on mail (created_at_micros, id);
create index mail_by_state on mail (state, created_at_micros, id);
create index mail_by_account on mail (account_id, created_at_micros, id);

-- What accounts write over the templates of Trunkline.
create table mail_template (
  -- Account and kind with a colon between.
  id varchar(96) not null primary key,
  account_id varchar(32) not null,
  kind varchar(32) not null,
  enabled boolean not null,
  sender varchar(254),
  subject varchar(998) not null,
  body_text text not null,
  body_html text not null,
  revision bigint not null,
  document text not null
);
create index mail_template_by_account on mail_template (account_id, kind);
