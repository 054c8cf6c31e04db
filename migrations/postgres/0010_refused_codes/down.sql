ALTER TABLE mail_confirmations DROP COLUMN refused;
