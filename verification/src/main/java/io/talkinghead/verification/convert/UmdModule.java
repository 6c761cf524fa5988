package io.talkinghead.verification.convert;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minified JavaScript module (UMD) that exports one constant, read without running it. */
final class UmdModule {
    private static final Pattern EXPORT = Pattern.compile("\\.exports=(?=[\"{])");

    private final Path file;
    private final String constant;

    private UmdModule(Path file, String constant) {
        this.file = file;
        this.constant = constant;
    }

    /**
     * Reads a module.
     *
     * @throws IOException when the file cannot be read or exports no constant
     */
    static UmdModule read(Path file) throws IOException {
        String source = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher export = EXPORT.matcher(source);
        if (!export.find()) {
            throw new IOException(file + " exports neither an object nor a text; it should be a UMD module of one");
        }
        return new UmdModule(file, source.substring(export.end()));
    }

    /** Returns the exported object: JSON, but for what the minifier did to names, numbers and truth values. */
    JsonNode object() throws IOException {
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
                .build();
        return mapper.readTree(constant.replace(":!0", ":true").replace(":!1", ":false"));
    }

    /** Returns the bytes of the exported base64 text. */
    byte[] bytes() throws IOException {
        int end = constant.indexOf('"', 1);
        if (constant.charAt(0) != '"' || end < 0) {
            throw new IOException(file + " exports no text; it should export base64");
        }
        return Base64.getDecoder().decode(constant.substring(1, end));
    }
}
