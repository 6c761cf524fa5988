package io.talkinghead.kserve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of protocol buffers, as {@code config.pbtxt} is written: fields of any kind, repeated or in lists. */
final class TextProto {
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.+-]+|[\\[\\]{}:,]|#[^\\n]*");

    private final Deque<String> tokens = new ArrayDeque<>();

    private TextProto(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().startsWith("#")) {
                tokens.add(matcher.group());
            }
        }
    }

    /** Returns the fields by name, each with all its values: texts, or again fields. */
    static Map<String, List<Object>> parse(String text) {
        TextProto proto = new TextProto(text);
        Map<String, List<Object>> fields = proto.fields();
        if (!proto.tokens.isEmpty()) {
            throw new IllegalArgumentException("behind the end: " + proto.tokens);
        }
        return fields;
    }

    private Map<String, List<Object>> fields() {
        Map<String, List<Object>> fields = new TreeMap<>();
        while (!tokens.isEmpty() && !"}".equals(tokens.peek())) {
            List<Object> values = fields.computeIfAbsent(tokens.remove(), name -> new ArrayList<>());
            if (":".equals(tokens.peek())) {
                tokens.remove();
            }
            if ("[".equals(tokens.peek())) {
                tokens.remove();
                while (!"]".equals(tokens.peek())) {
                    values.add(value());
                    if (",".equals(tokens.peek())) {
                        tokens.remove();
                    }
                }
                tokens.remove();
            } else {
                values.add(value());
            }
        }
        return fields;
    }

    private Object value() {
        String token = tokens.remove();
        if (token.equals("{")) {
            Map<String, List<Object>> fields = fields();
            expect("}");
            return fields;
        }
        return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
    }

    private void expect(String token) {
        String found = tokens.remove();
        if (!found.equals(token)) {
            throw new IllegalArgumentException(token + " expected, not " + found);
        }
    }
}
