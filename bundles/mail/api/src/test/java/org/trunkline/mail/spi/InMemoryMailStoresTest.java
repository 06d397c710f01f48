package org.trunkline.mail.spi;

final class InMemoryMailStoresTest implements MailStoreContract, MailTemplateStoreContract {
    private final InMemoryMailStore mails = new InMemoryMailStore();
    private final InMemoryMailTemplateStore templates = new InMemoryMailTemplateStore();

    @Override
    public MailStore mails() {
        return mails;
    }

    @Override
    public MailTemplateStore templates() {
        return templates;
    }
}
