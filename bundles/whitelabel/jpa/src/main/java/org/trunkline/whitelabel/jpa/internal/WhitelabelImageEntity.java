package org.trunkline.whitelabel.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/** One row of {@code whitelabel_image}. Never leaves this package. */
@Entity
@Table(name = "whitelabel_image")
public class WhitelabelImageEntity {
    @Id
    @Column(name = "id", length = 64)
    private String id;

    @Column(name = "account_id", nullable = false)
    private String account;

    @Column(name = "media_type", nullable = false)
    private String mediaType;

    @Column(name = "content", nullable = false)
    private byte[] content;

    protected WhitelabelImageEntity() {}

    WhitelabelImageEntity(AccountId account, Kind kind, WhitelabelImage image) {
        id = id(account, kind);
        this.account = account.value();
        write(image);
    }

    static String id(AccountId account, Kind kind) {
        return account.value() + ":" + kind.name();
    }

    void write(WhitelabelImage image) {
        mediaType = image.mediaType();
        content = image.content();
    }

    WhitelabelImage toImage() {
        return new WhitelabelImage(mediaType, content);
    }
}
