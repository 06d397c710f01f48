package org.trunkline.whitelabel.jpa.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;

/** The only row of {@code whitelabel_dns}, there from the beginning. Never leaves this package. */
@Entity
@Table(name = "whitelabel_dns")
public class WhitelabelDnsEntity {
    static final String ID = "records";

    @Id
    @Column(name = "id", length = 16)
    private String id;

    @Column(name = "document", nullable = false)
    private String document;

    protected WhitelabelDnsEntity() {}

    void write(ObjectNode records) {
        document = Json.write(records);
    }

    ObjectNode document() {
        return Json.parseObject(document);
    }
}
