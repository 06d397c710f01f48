package org.trunkline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The feature of admission as its next release would have it: other rules, all else as it is. */
final class NextFeature {
    static final String NAME = "trunkline-limits";

    private NextFeature() {}

    /**
     * Writes a repository that has nothing but this feature.
     *
     * @param features of the distribution
     * @param version of the feature
     * @param rules the next ones
     */
    static Path write(Path features, String version, Path rules) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Document document = factory.newDocumentBuilder().parse(features.toFile());
            Element root = document.getDocumentElement();
            root.setAttribute("name", NAME + "-" + version);
            for (Element each : elements(root)) {
                if (each.getTagName().equals("feature")
                        && each.getAttribute("name").equals(NAME)) {
                    each.setAttribute("version", version);
                    replaceRules(each, rules);
                } else {
                    root.removeChild(each);
                }
            }
            Path file = Files.createTempFile(NAME, ".xml");
            file.toFile().deleteOnExit();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IllegalStateException(features + " is no repository of features: " + e.getMessage(), e);
        }
    }

    private static void replaceRules(Element feature, Path rules) {
        for (Element bundle : elements(feature)) {
            if (bundle.getTextContent().contains("/trunkline-limits-core/")) {
                bundle.setTextContent(rules.toUri().toString());
            }
        }
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Returns the repository of features that the distribution came with. */
    static Path ofDistribution(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("system/org/trunkline/trunkline-features"))) {
            return files.filter(file -> file.toString().endsWith("-features.xml"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
