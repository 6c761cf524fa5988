package io.talkinghead.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A specification as JSON, in a model bundle or a file of its own; reading names what is wrong. */
record SpecJson(JsonFields fields) {
    /** The landmark picture that networks are trained on. */
    private static final String RASTERISER = "landmarks-68-v1";

    /** Conditionings of models that were never released; someone may have trained one. */
    private static final Set<String> RETIRED = Set.of("guided-v1", "guided-v2");

    private static final Set<String> FIELDS = Set.of(
            "base",
            "max",
            "embedderBase",
            "embedderMax",
            "resolution",
            "upsampling",
            "conditioning",
            "warp",
            "lent",
            "lids",
            "bottleneckBlocks",
            "embedding",
            "epsilon",
            "rasteriser",
            "crop");

    static void put(ObjectNode node, ModelSpec spec) {
        node.put("base", spec.generator().base()).put("max", spec.generator().max());
        if (!spec.embedder().equals(spec.generator())) {
            node.put("embedderBase", spec.embedder().base())
                    .put("embedderMax", spec.embedder().max());
        }
        node.put("resolution", spec.resolution())
                .put("upsampling", spec.upsampling().id())
                .put("conditioning", spec.conditioning().kind().id());
        warp(spec.conditioning()).ifPresent(version -> node.put("warp", version.id()));
        if (spec.conditioning() instanceof Conditioning.Turned turned) {
            turned.lent().forEach(node.putArray("lent")::add);
        }
        node.put("lids", spec.conditioning().lids().id())
                .put("bottleneckBlocks", spec.bottleneckBlocks())
                .put("embedding", spec.embedding())
                .put("epsilon", spec.epsilon())
                .put("rasteriser", RASTERISER)
                .put("crop", CropRule.ID);
    }

    private static Optional<WarpVersion> warp(Conditioning conditioning) {
        return switch (conditioning.kind()) {
            case LANDMARKS -> Optional.empty();
            case TURNED -> Optional.of(((Conditioning.Turned) conditioning).warp());
        };
    }

    private static final int MAX_BYTES = 1 << 16;

    static ModelSpec read(Path file) {
        try {
            return read(file.toString(), JsonTree.read(BoundedFile.read(file, MAX_BYTES)));
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID, "cannot read the specification " + file + ": " + e.getMessage(), e);
        }
    }

    static ModelSpec read(String source, JsonNode node) {
        return new SpecJson(new JsonFields(source)).spec(node);
    }

    private ModelSpec spec(JsonNode node) {
        node.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw fields.invalid("its specification has the unknown field " + field);
            }
        });
        require(node, "rasteriser", RASTERISER);
        require(node, "crop", CropRule.ID);
        try {
            Width generator = new Width(fields.whole(node, "base"), fields.whole(node, "max"));
            ModelSpec spec = new ModelSpec(
                    generator,
                    embedder(node, generator),
                    fields.whole(node, "resolution"),
                    fields.choice(node, "upsampling", Upsampling.values(), Upsampling::id),
                    conditioning(node),
                    fields.whole(node, "bottleneckBlocks"),
                    node.path("epsilon").asDouble(0));
            checkEmbedding(node, spec);
            return spec;
        } catch (IllegalArgumentException e) {
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, fields.source() + ": " + e.getMessage(), e);
        }
    }

    /** An embedder as wide as the generator is not written down. */
    private Width embedder(JsonNode node, Width generator) {
        boolean own = node.has("embedderBase") || node.has("embedderMax");
        return own ? new Width(fields.whole(node, "embedderBase"), fields.whole(node, "embedderMax")) : generator;
    }

    private void checkEmbedding(JsonNode node, ModelSpec spec) {
        int written = fields.whole(node, "embedding");
        if (written != spec.embedding()) {
            throw fields.invalid("the embedding is as long as the embedder's last block is wide, " + spec.embedding()
                    + ", not " + written);
        }
    }

    /** Of models made before versions were written down it is known what they are run with. */
    private Conditioning conditioning(JsonNode node) {
        String id = fields.text(node, "conditioning");
        if (RETIRED.contains(id)) {
            throw fields.invalid("networks of " + id
                    + " are run by no version that was released; take turning-128-open, or train one of "
                    + Conditioning.Kind.TURNED.id());
        }
        Conditioning.Kind kind = fields.choice(node, "conditioning", Conditioning.Kind.values(), Conditioning.Kind::id);
        LidVersion lids = fields.choice(node, "lids", LidVersion.values(), LidVersion::id, LidVersion.V1);
        return switch (kind) {
            case LANDMARKS -> landmarks(node, lids);
            case TURNED ->
                new Conditioning.Turned(
                        fields.choice(node, "warp", WarpVersion.values(), WarpVersion::id), lids, lent(node));
        };
    }

    private Conditioning landmarks(JsonNode node, LidVersion lids) {
        if (node.has("warp")) {
            throw fields.invalid(
                    "it has a warp, but networks of " + Conditioning.Kind.LANDMARKS.id() + " see no photo");
        }
        return new Conditioning.Landmarks(lids);
    }

    private List<Integer> lent(JsonNode node) {
        if (!node.path("lent").isArray()) {
            throw fields.invalid("it does not say how many channels of the embedder a photo lends: lent is no array");
        }
        List<Integer> lent = new ArrayList<>();
        node.path("lent").forEach(channels -> lent.add(channels.asInt()));
        return lent;
    }

    private void require(JsonNode node, String field, String known) {
        String found = fields.text(node, field);
        if (!found.equals(known)) {
            throw fields.invalid("it was trained with the " + field + " " + found + "; this library knows " + known);
        }
    }
}
