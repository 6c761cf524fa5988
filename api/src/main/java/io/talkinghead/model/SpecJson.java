package io.talkinghead.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A specification as JSON, in a model bundle or a file of its own; reading names what is wrong. */
record SpecJson(JsonFields fields) {
    /** The landmark picture that networks are trained on. */
    private static final String RASTERISER = "landmarks-68-v1";

    private static final Set<String> FIELDS = Set.of(
            "base",
            "max",
            "resolution",
            "upsampling",
            "conditioning",
            "warp",
            "lids",
            "bottleneckBlocks",
            "embedding",
            "epsilon",
            "rasteriser",
            "crop");

    static void put(ObjectNode node, ModelSpec spec) {
        node.put("base", spec.base())
                .put("max", spec.max())
                .put("resolution", spec.resolution())
                .put("upsampling", spec.upsampling().id())
                .put("conditioning", spec.conditioning().kind().id());
        Optional<WarpVersion> warp = switch (spec.conditioning().kind()) {
            case LANDMARKS -> Optional.empty();
            case GUIDED, REFINED -> Optional.of(((Conditioning.Guided) spec.conditioning()).warp());
        };
        warp.ifPresent(version -> node.put("warp", version.id()));
        node.put("lids", spec.conditioning().lids().id())
                .put("bottleneckBlocks", spec.bottleneckBlocks())
                .put("embedding", spec.embedding())
                .put("epsilon", spec.epsilon())
                .put("rasteriser", RASTERISER)
                .put("crop", CropRule.ID);
    }

    static ModelSpec read(Path file) {
        try {
            return read(file.toString(), JsonTree.read(Files.readAllBytes(file)));
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
            return new ModelSpec(
                    fields.whole(node, "base"),
                    fields.whole(node, "max"),
                    fields.whole(node, "resolution"),
                    fields.choice(node, "upsampling", Upsampling.values(), Upsampling::id),
                    conditioning(node),
                    fields.whole(node, "bottleneckBlocks"),
                    fields.whole(node, "embedding"),
                    node.path("epsilon").asDouble(0));
        } catch (IllegalArgumentException e) {
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, fields.source() + ": " + e.getMessage(), e);
        }
    }

    /** Of models made before versions were written down it is known what they are run with. */
    private Conditioning conditioning(JsonNode node) {
        Conditioning.Kind kind = fields.choice(node, "conditioning", Conditioning.Kind.values(), Conditioning.Kind::id);
        LidVersion lids = fields.choice(node, "lids", LidVersion.values(), LidVersion::id, LidVersion.V1);
        return switch (kind) {
            case LANDMARKS -> landmarks(node, lids);
            case GUIDED -> new Conditioning.Guided(warp(node, WarpVersion.MLS_V1), lids, false);
            case REFINED -> new Conditioning.Guided(warp(node, WarpVersion.MLS_LIDS_V3), lids, true);
        };
    }

    private Conditioning landmarks(JsonNode node, LidVersion lids) {
        if (node.has("warp")) {
            throw fields.invalid(
                    "it has a warp, but networks of " + Conditioning.Kind.LANDMARKS.id() + " see no photo");
        }
        return new Conditioning.Landmarks(lids);
    }

    private WarpVersion warp(JsonNode node, WarpVersion unwritten) {
        return fields.choice(node, "warp", WarpVersion.values(), WarpVersion::id, unwritten);
    }

    private void require(JsonNode node, String field, String known) {
        String found = fields.text(node, field);
        if (!found.equals(known)) {
            throw fields.invalid("it was trained with the " + field + " " + found + "; this library knows " + known);
        }
    }
}
