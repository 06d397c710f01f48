package org.trunkline.persistence;

import org.osgi.annotation.versioning.ProviderType;

/** Published with the service property {@code domain} once the migrations of that domain have run. Stores wait for it. */
@ProviderType
public interface SchemaReady {
    String DOMAIN = "domain";
}
