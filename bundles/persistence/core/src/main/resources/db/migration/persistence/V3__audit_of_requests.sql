-- From where, and by which request. Ids begin with the time now: new rows of an index lie together.
alter table audit add column address varchar(64) default '' not null;
alter table audit add column request varchar(300) default '' not null;
