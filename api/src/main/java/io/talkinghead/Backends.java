package io.talkinghead;

import com.google.common.collect.Sets;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.engine.Selection;
import io.talkinghead.internal.engine.Services;
import io.talkinghead.internal.engine.Settings;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.video.VideoProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the backends on the class path and picks one: those of another SPI version, without a needed capability or whose probe
 * fails are dropped, then the highest priority wins.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private Backends() {}

    /**
     * Opens a backend.
     *
     * @param id the backend wanted, or null for the one the property {@code talkinghead.backend} names, or else the usable one
     *     of highest priority; an id never falls back to another backend
     * @param needed what it must offer, besides what the options ask for: {@link Precision#INT8} needs
     *     {@link Capability#GENERATE_INT8}
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_NONE}, {@link ErrorCode#BACKEND_TIE},
     *     {@link ErrorCode#BACKEND_NOT_FOUND} or {@link ErrorCode#BACKEND_REFUSED}, each telling what was found and why it was
     *     refused; {@link ErrorCode#BACKEND_FAILED} when the chosen one does not start
     */
    public static Backend open(@Nullable String id, Set<Capability> needed, EngineOptions options) {
        return provider(id, needed, options).open(options);
    }

    /**
     * Opens the usable backend of highest priority that offers something, whichever is chosen for everything else: what
     * tunes a person need not be what renders them.
     *
     * @param needed what it must offer
     * @throws TalkingHeadException as {@link #open}
     */
    public static Backend openFor(Capability needed, EngineOptions options) {
        return select(null, Set.of(needed), options).open(options);
    }

    /** Picks the provider that {@link #open} opens. */
    static BackendProvider provider(@Nullable String id, Set<Capability> needed, EngineOptions options) {
        return select(id == null ? Settings.backend() : id, needed, options);
    }

    private static BackendProvider select(@Nullable String wanted, Set<Capability> asked, EngineOptions options) {
        Set<Capability> needed = options.precision() == Precision.INT8
                ? Sets.union(asked, Set.of(Capability.GENERATE_INT8)).immutableCopy()
                : asked;
        Services.Loaded<BackendProvider> loaded = Services.load(BackendProvider.class);
        List<Selection> judged = loaded.providers().stream()
                .map(found -> Selection.judge(found, needed))
                .toList();
        Selection chosen =
                wanted == null ? best(judged, loaded.failures(), needed) : byId(wanted, judged, loaded.failures());
        LOG.debug("using backend {} ({})", chosen.provider().id(), chosen.detail());
        return chosen.provider();
    }

    private static Selection best(List<Selection> judged, List<String> failures, Set<Capability> needed) {
        List<Selection> usable = judged.stream()
                .filter(Selection::usable)
                .sorted(Comparator.comparingInt((Selection s) -> s.provider().priority())
                        .reversed())
                .toList();
        if (usable.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_NONE,
                    "no usable backend for " + needed + " is on the class path; add " + artifactFor(needed)
                            + ". Found: " + summary(judged, failures));
        }
        if (usable.size() > 1
                && usable.get(0).provider().priority()
                        == usable.get(1).provider().priority()) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_TIE,
                    "the backends " + usable.get(0).provider().id() + " and "
                            + usable.get(1).provider().id() + " have the same priority; name the one to use, or set "
                            + Settings.BACKEND);
        }
        return usable.get(0);
    }

    private static String artifactFor(Set<Capability> needed) {
        return "io.talkinghead:talkinghead-backend-"
                + (needed.contains(Capability.TUNE) || needed.contains(Capability.TRAIN) ? "djl" : "onnx");
    }

    private static Selection byId(String id, List<Selection> judged, List<String> failures) {
        List<Selection> named =
                judged.stream().filter(s -> id.equals(idOf(s.provider()))).toList();
        if (named.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_NOT_FOUND,
                    "the backend '" + id + "' is not on the class path; add its artifact. Found: "
                            + summary(judged, failures));
        }
        return named.stream().filter(Selection::usable).findFirst().orElseThrow(() -> {
            Selection refused = named.get(0);
            return new TalkingHeadException(
                    ErrorCode.BACKEND_REFUSED,
                    "the backend '" + id + "' cannot be used: " + refused.detail(),
                    refused.cause());
        });
    }

    private static String summary(List<Selection> judged, List<String> failures) {
        List<String> lines = new ArrayList<>();
        judged.forEach(
                s -> lines.add(idOf(s.provider()) + " (" + (s.usable() ? "usable" : "refused: " + s.detail()) + ")"));
        failures.forEach(failure -> lines.add("broken: " + failure));
        return lines.isEmpty() ? "none" : lines.stream().collect(Collectors.joining("; "));
    }

    /** Tells what was found, usable or not, and what could not even be loaded. */
    public static List<Found> report() {
        Services.Loaded<BackendProvider> loaded = Services.load(BackendProvider.class);
        List<Found> report = new ArrayList<>();
        for (Services.Provider<BackendProvider> found : loaded.providers()) {
            Selection judged = Selection.judge(found, Set.of());
            report.add(found(judged));
        }
        loaded.failures().forEach(failure -> report.add(new Found("?", "unknown", 0, Set.of(), false, failure)));
        return report;
    }

    /**
     * Looks closer than {@link #report()}: seconds a backend, with words for people, by the backend's id; those that could not be
     * loaded under {@code ?}.
     */
    public static Map<String, List<String>> diagnose() {
        Services.Loaded<BackendProvider> loaded = Services.load(BackendProvider.class);
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (Services.Provider<BackendProvider> found : loaded.providers()) {
            words.put(idOf(found.service()), diagnosis(found.service()));
        }
        if (!loaded.failures().isEmpty()) {
            words.put("?", loaded.failures());
        }
        return words;
    }

    private static List<String> diagnosis(BackendProvider provider) {
        try {
            return provider.diagnose();
        } catch (RuntimeException | LinkageError e) {
            return List.of("its provider failed: " + e);
        }
    }

    private static Found found(Selection judged) {
        BackendProvider provider = judged.provider();
        int priority = judged.usable() ? provider.priority() : 0;
        Set<Capability> capabilities = judged.usable() ? provider.capabilities() : Set.of();
        return new Found(idOf(provider), judged.location(), priority, capabilities, judged.usable(), judged.detail());
    }

    private static String idOf(BackendProvider provider) {
        try {
            return provider.id();
        } catch (RuntimeException | LinkageError e) {
            return provider.getClass().getName();
        }
    }

    /**
     * Returns the video module.
     *
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_MODULE_MISSING} naming the artifact to add
     */
    public static VideoProvider videos() {
        Services.Loaded<VideoProvider> loaded = Services.load(VideoProvider.class);
        for (Services.Provider<VideoProvider> found : loaded.providers()) {
            if (found.service().spiVersion() == VideoProvider.SPI_VERSION) {
                return found.service();
            }
        }
        throw new TalkingHeadException(
                ErrorCode.VIDEO_MODULE_MISSING,
                "reading and writing video files needs the artifact io.talkinghead:talkinghead-video on the class path"
                        + (loaded.failures().isEmpty() ? "" : "; broken: " + loaded.failures()));
    }

    /**
     * One provider of the class path.
     *
     * @param id its id; {@code ?} when it could not be loaded
     * @param location the jar or folder it comes from
     * @param priority its rank, 0 when refused
     * @param capabilities what it offers, none when refused
     * @param usable whether it may be selected
     * @param detail the engine's description when usable, else why it was refused
     */
    public record Found(
            String id, String location, int priority, Set<Capability> capabilities, boolean usable, String detail) {}
}
