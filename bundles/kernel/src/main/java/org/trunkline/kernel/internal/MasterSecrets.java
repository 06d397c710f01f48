package org.trunkline.kernel.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.kernel.Secrets;

/** The one master key of the node. */
@Component(service = Secrets.class, immediate = true, configurationPid = "org.trunkline.secrets")
@Designate(ocd = MasterSecrets.Config.class)
public final class MasterSecrets implements Secrets {

    @ObjectClassDefinition(name = "Trunkline secrets", description = "What encrypts secrets in the database.")
    public @interface Config {
        @AttributeDefinition(
                description = "Encrypts secrets in the database; empty: a generated one, kept in the file.")
        String _master_key() default "";

        @AttributeDefinition(description = "Where a generated one is kept; empty: in the data directory.")
        String master_key_file() default "";
    }

    private final MasterKey key;

    @Activate
    public MasterSecrets(BundleContext context, Config config) {
        key = config._master_key().isBlank()
                ? MasterKey.inFile(file(context, config))
                : MasterKey.of(config._master_key().trim());
    }

    private static Path file(BundleContext context, Config config) {
        return config.master_key_file().isBlank()
                ? Path.of(String.valueOf(context.getProperty("karaf.data")), "master.key")
                : Path.of(config.master_key_file().trim());
    }

    @Override
    public String wrap(byte[] secret, String label) {
        return key.wrap(secret, label);
    }

    @Override
    public Optional<byte[]> unwrap(String wrapped, String label) {
        return key.unwrap(wrapped, label);
    }
}
