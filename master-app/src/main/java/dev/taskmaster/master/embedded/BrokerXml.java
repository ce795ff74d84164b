package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.HostPort;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.activemq.artemis.utils.XMLUtil;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The file {@code broker.xml} as a document: the embedded broker reads its settings out of it, and a stand-alone broker
 * gets it written out, completed with what depends on the place. For one thread.
 */
final class BrokerXml {

    private static final String FILE = "/broker.xml";
    /** A file is for people, too. */
    private static final String LINE = "\n    ";

    private static final String NAMESPACE = "urn:activemq:core";

    private final Document document;
    private final Element core;

    private BrokerXml(Document document) {
        this.document = document;
        this.core = (Element) document.getElementsByTagName("core").item(0);
    }

    /**
     * With the system properties that it refers to.
     *
     * @throws Exception if it is no XML, which a system property can cause
     */
    static BrokerXml resolved() throws Exception {
        return new BrokerXml(XMLUtil.urlToElement(file()).getOwnerDocument());
    }

    /** As it is written: a broker that reads it later has system properties of its own. */
    static BrokerXml asWritten() {
        try (var text = file().openStream()) {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(true);
            return new BrokerXml(factory.newDocumentBuilder().parse(text));
        } catch (Exception e) {
            throw new IllegalStateException("broker.xml is part of the program and cannot be read", e);
        }
    }

    private static URL file() {
        var file = Addresses.class.getResource(FILE);
        if (file == null) {
            throw new InvalidUseException("broker.xml is missing on the class path: the program is not packaged whole");
        }
        return file;
    }

    Element core() {
        return core;
    }

    /** A new element at the end of another one, with a text if that is not empty. */
    Element append(Element parent, String name, String text) {
        var element = document.createElementNS(NAMESPACE, name);
        if (!text.isEmpty()) {
            element.setTextContent(text);
        }
        parent.appendChild(document.createTextNode(LINE));
        parent.appendChild(element);
        return element;
    }

    /** Moves the acceptor to a place and adds to its parameters; those of the file stay. */
    void moveAcceptor(HostPort listen, Map<String, String> more) {
        var acceptor = (Element) core.getElementsByTagName("acceptor").item(0);
        var uri = acceptor.getTextContent().strip();
        var added = more.isEmpty() ? "" : ";" + parameters(more);
        acceptor.setTextContent("tcp://" + listen + uri.substring(uri.indexOf('?')) + added);
    }

    /** Parameters as they stand in an acceptor's or a connector's address. */
    static String parameters(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining(";"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String text() {
        try {
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.setOutputProperty(OutputKeys.INDENT, "no");
            var text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text + "\n";
        } catch (javax.xml.transform.TransformerException e) {
            throw new IllegalStateException("every JDK writes XML", e);
        }
    }
}
