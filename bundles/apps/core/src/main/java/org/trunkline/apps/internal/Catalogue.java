package org.trunkline.apps.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.apps.App;
import org.trunkline.apps.AppImage;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.InvalidException;

/**
 * The apps that there are: those that come along, and those whose documents lie in a folder, {@code <any name>.json} each
 * with its images beside it. A document with the name of an app that comes along replaces that. Read at start.
 */
@Component(service = Catalogue.class, configurationPid = "org.trunkline.apps")
@Designate(ocd = Catalogue.Config.class)
public final class Catalogue {

    @ObjectClassDefinition(name = "Trunkline apps")
    public @interface Config {
        @AttributeDefinition(description = "Directory with the documents and images of further apps; empty for none.")
        String folder() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final List<String> SHIPPED = List.of("accounts.json");
    private static final int DOCUMENTS_MAX = 500;
    private static final long IMAGE_BYTES_MAX = 2_000_000;
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "svg", "image/svg+xml");

    /** Where the images of an app lie. */
    @FunctionalInterface
    private interface Place {
        /** Returns null for what is not there. */
        InputStream open(String file) throws IOException;
    }

    private record Known(App app, Place place) {}

    private final Map<String, Known> byName = new TreeMap<>();
    private final Map<String, Known> byId = new HashMap<>();

    @Activate
    public Catalogue(Config config) {
        SHIPPED.forEach(file -> add(file, shipped(file), Catalogue.class::getResourceAsStream));
        if (!config.folder().isBlank()) {
            addFolder(Path.of(config.folder()));
        }
        byName.values().forEach(each -> byId.put(each.app().id(), each));
    }

    /** Returns all apps, by name. */
    List<App> apps() {
        return byName.values().stream().map(Known::app).toList();
    }

    Optional<App> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(Known::app);
    }

    /** Returns an image of an app, which its document names. */
    Optional<AppImage> image(String id, String file) {
        Known known = byId.get(id);
        String mediaType =
                MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (known == null || mediaType == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(known.place().open(file)).map(content -> new AppImage(mediaType, content));
        } catch (IOException e) {
            LOG.warn("Image of an app not read: app={} file={}", known.app().name(), file, e);
            return Optional.empty();
        }
    }

    private void addFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            LOG.info("No further apps: there is no directory {}", folder);
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .limit(DOCUMENTS_MAX)
                    .forEach(file -> add(file.toString(), text(file), image -> open(folder.resolve(image))));
        } catch (IOException e) {
            LOG.error("Apps not read: folder={}", folder, e);
        }
    }

    /** An app that is not understood takes no other away. */
    private void add(String file, String text, Place place) {
        try {
            App app = AppDocument.read(Json.parseObject(text));
            byName.put(app.name(), new Known(app, place));
        } catch (IllegalArgumentException | InvalidException e) {
            LOG.error("Not an app: file={} reason={}", file, e.getMessage());
        }
    }

    private static InputStream open(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= IMAGE_BYTES_MAX ? Files.newInputStream(file) : null;
    }

    private static String text(Path file) {
        try {
            return Files.size(file) <= Checks.DOCUMENT_LENGTH_MAX
                    ? Files.readString(file)
                    : "longer than a document may be";
        } catch (IOException e) {
            LOG.error("Document of an app not read: file={}", file, e);
            return "";
        }
    }

    private static String shipped(String file) {
        try (InputStream content = Catalogue.class.getResourceAsStream(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
