package io.talkinghead.image;

import com.google.common.xml.XmlEscapers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XMP packets. They are found by their beginning, wherever they lie: the packet is made so that it can be found in files of any kind, and
 * all that this library writes hold it as plain text.
 */
final class Xmp {
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static final String BASIC = "http://ns.adobe.com/xap/1.0/";
    private static final String OWN = "https://talkinghead.io/xmp/1.0/";

    private static final String BEGIN = "<?xpacket begin=";
    private static final String END = "<?xpacket end=";
    private static final int MOST_BYTES = 1 << 20;

    private Xmp() {}

    static String packet(Synthesis synthesis) {
        return BEGIN + "\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                + "<rdf:RDF xmlns:rdf=\"" + RDF + "\">\n"
                + "<rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"" + IPTC + "\" xmlns:xmp=\"" + BASIC
                + "\" xmlns:talkinghead=\"" + OWN + "\">\n"
                + element("Iptc4xmpExt:DigitalSourceType", synthesis.digitalSourceType())
                + element("xmp:CreatorTool", synthesis.generator())
                + element("talkinghead:Model", synthesis.model())
                + element("talkinghead:ModelSha256", synthesis.modelSha256())
                + "</rdf:Description></rdf:RDF></x:xmpmeta>\n" + END + "\"r\"?>";
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + XmlEscapers.xmlContentEscaper().escape(value) + "</" + name + ">\n";
    }

    /** Finds the first packet of a stream that tells of a synthesis. */
    static Optional<Synthesis> find(InputStream in) throws IOException {
        while (skipBehind(in, BEGIN)) {
            Optional<Synthesis> told = synthesis(rest(in));
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    /** Reads up to the end of a text; its first letter comes once in it, so that a mismatch needs no way back. */
    private static boolean skipBehind(InputStream in, String text) throws IOException {
        int matched = 0;
        while (matched < text.length()) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            matched = next == text.charAt(matched) ? matched + 1 : next == text.charAt(0) ? 1 : 0;
        }
        return true;
    }

    /** Reads a packet's rest, without its end. */
    private static byte[] rest(InputStream in) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(BEGIN.getBytes(StandardCharsets.US_ASCII));
        int matched = 0;
        while (matched < END.length() && packet.size() < MOST_BYTES) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            packet.write(next);
            matched = next == END.charAt(matched) ? matched + 1 : next == END.charAt(0) ? 1 : 0;
        }
        byte[] bytes = packet.toByteArray();
        return Arrays.copyOf(bytes, bytes.length - matched);
    }

    private static Optional<Synthesis> synthesis(byte[] packet) {
        try {
            Document all = parser().parse(new ByteArrayInputStream(packet));
            return Synthesis.isComposite(value(all, IPTC, "DigitalSourceType"))
                    .map(composite -> new Synthesis(
                            composite,
                            value(all, BASIC, "CreatorTool"),
                            value(all, OWN, "Model"),
                            value(all, OWN, "ModelSha256")));
        } catch (IOException | SAXException e) {
            // Anyone may write anything there: what is no XMP says nothing.
            return Optional.empty();
        }
    }

    /** Makes a parser that opens no other file, and tells nothing on the console. */
    private static DocumentBuilder parser() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java cannot read XML safely", e);
        }
    }

    /** Returns a property's text, which XMP writes as an element or as an attribute; empty where there is none. */
    private static String value(Document all, String namespace, String name) {
        Node element = all.getElementsByTagNameNS(namespace, name).item(0);
        if (element != null) {
            return element.getTextContent().strip();
        }
        NodeList descriptions = all.getElementsByTagNameNS(RDF, "Description");
        for (int i = 0; i < descriptions.getLength(); i++) {
            if (descriptions.item(i) instanceof Element described && described.hasAttributeNS(namespace, name)) {
                return described.getAttributeNS(namespace, name).strip();
            }
        }
        return "";
    }
}
