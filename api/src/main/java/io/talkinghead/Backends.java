package io.talkinghead;

import static java.util.Objects.requireNonNull;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.engine.KnownArtifacts;
import io.talkinghead.internal.engine.Selection;
import io.talkinghead.internal.engine.Settings;
import io.talkinghead.internal.engine.VideoModule;
import io.talkinghead.internal.service.Services;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import io.talkinghead.spi.video.VideoProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the backends on the class path and picks one: those of another SPI version, without a needed capability, or that refuse
 * the device or the precision asked for are dropped, then the highest priority wins.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private Backends() {}

    /**
     * Opens a backend: the one that the property {@code talkinghead.backend} names, or else the usable one of highest priority.
     *
     * @param needed what it must offer, besides what the precision of the options asks for
     * @param options where it is to run and how; a backend that does not compute on their device or with their precision is
     *     not chosen
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_NONE}, {@link ErrorCode#BACKEND_TIE},
     *     {@link ErrorCode#BACKEND_NOT_FOUND} or {@link ErrorCode#BACKEND_REFUSED}, each telling what was found and why it was
     *     refused; {@link ErrorCode#BACKEND_FAILED} when the chosen one does not start
     */
    public static Backend open(Set<Capability> needed, EngineOptions options) {
        return provider(null, needed, options).open(options);
    }

    /**
     * Opens a backend by its id, and never another in its place.
     *
     * @throws TalkingHeadException as {@link #open(Set, EngineOptions)}
     */
    public static Backend open(String id, Set<Capability> needed, EngineOptions options) {
        return provider(requireNonNull(id, "id"), needed, options).open(options);
    }

    /**
     * Opens the usable backend of highest priority that offers something, whichever is chosen for everything else: what
     * tunes a person need not be what renders them.
     *
     * @param needed what it must offer
     * @throws TalkingHeadException as {@link #open(Set, EngineOptions)}
     */
    public static Backend openFor(Capability needed, EngineOptions options) {
        return select(null, EngineRequest.of(Set.of(needed), options)).open(options);
    }

    /** Picks the provider that {@link #open} opens; null for the id means any. */
    static BackendProvider provider(@Nullable String id, Set<Capability> needed, EngineOptions options) {
        return select(id == null ? Settings.backend() : id, EngineRequest.of(needed, options));
    }

    private static BackendProvider select(@Nullable String wanted, EngineRequest request) {
        Services.Loaded<BackendProvider> loaded = Services.load(BackendProvider.class);
        List<Selection> checked = checked(loaded, request);
        Selection chosen =
                wanted == null ? best(checked, loaded.failures(), request) : byId(wanted, checked, loaded.failures());
        LOG.debug("using backend {} ({})", chosen.provider().id(), chosen.detail());
        return chosen.provider();
    }

    private static List<Selection> checked(Services.Loaded<BackendProvider> loaded, EngineRequest request) {
        return loaded.providers().stream()
                .map(found -> Selection.check(found, request))
                .toList();
    }

    private static Selection best(List<Selection> checked, List<String> failures, EngineRequest request) {
        List<Selection> usable = checked.stream()
                .filter(Selection::usable)
                .sorted(Comparator.comparingInt((Selection s) -> s.provider().priority())
                        .reversed())
                .toList();
        if (usable.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_NONE,
                    "no usable backend for " + request.capabilities()
                            + request.device().map(device -> " on " + device).orElse("")
                            + " is on the class path" + missing(checked, request) + ". Found: "
                            + summary(checked, failures));
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

    /** What is there, though refused, tells its own remedy. */
    private static String missing(List<Selection> checked, EngineRequest request) {
        Set<String> there = checked.stream().map(s -> idOf(s.provider())).collect(Collectors.toSet());
        return KnownArtifacts.offering(request.capabilities())
                .filter(known -> !there.contains(known.id()))
                .map(known -> "; add " + known.artifact())
                .orElse("");
    }

    private static Selection byId(String id, List<Selection> checked, List<String> failures) {
        List<Selection> named =
                checked.stream().filter(s -> id.equals(idOf(s.provider()))).toList();
        if (named.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_NOT_FOUND,
                    "the backend '" + id + "' is not on the class path; add "
                            + KnownArtifacts.of(id)
                                    .map(KnownArtifacts.Known::artifact)
                                    .orElse("its artifact")
                            + ". Found: " + summary(checked, failures));
        }
        return named.stream().filter(Selection::usable).findFirst().orElseThrow(() -> {
            Selection refused = named.get(0);
            return new TalkingHeadException(
                    ErrorCode.BACKEND_REFUSED,
                    "the backend '" + id + "' cannot be used: " + refused.detail(),
                    refused.verdict().refusal().flatMap(Probe.Refused::cause).orElse(null));
        });
    }

    private static String summary(List<Selection> checked, List<String> failures) {
        List<String> lines = new ArrayList<>();
        checked.forEach(
                s -> lines.add(idOf(s.provider()) + " (" + (s.usable() ? "usable" : "refused: " + s.detail()) + ")"));
        failures.forEach(failure -> lines.add("broken: " + failure));
        return lines.isEmpty() ? "none" : lines.stream().collect(Collectors.joining("; "));
    }

    /** Reports what was found, usable or not, and what could not even be loaded, whatever the device. */
    public static List<Found> report() {
        return report(EngineOptions.defaults());
    }

    /** Reports what was found, usable with the given options or not, and what could not even be loaded. */
    public static List<Found> report(EngineOptions options) {
        Services.Loaded<BackendProvider> loaded = Services.load(BackendProvider.class);
        List<Found> report = new ArrayList<>();
        checked(loaded, EngineRequest.of(Set.of(), options)).forEach(checked -> report.add(found(checked)));
        loaded.failures().forEach(failure -> report.add(unloadable(failure)));
        return report;
    }

    private static Found unloadable(String failure) {
        Probe verdict = new Probe.Refused(failure, "use artifacts of one release, whole, on a Java they are built for");
        return new Found("?", "unknown", 0, Set.of(), verdict);
    }

    /**
     * Looks closer than {@link #report()}, for seconds per backend, in words for people, by the backend's id; those that could not be
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

    private static Found found(Selection checked) {
        BackendProvider provider = checked.provider();
        int priority = checked.usable() ? provider.priority() : 0;
        Set<Capability> capabilities = checked.usable() ? provider.capabilities() : Set.of();
        return new Found(idOf(provider), checked.location(), priority, capabilities, checked.verdict());
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
        return VideoModule.get();
    }

    /**
     * One provider of the class path.
     *
     * @param id its id; {@code ?} when it could not be loaded
     * @param location the jar or folder it comes from
     * @param priority its rank, 0 when refused
     * @param capabilities what it offers, none when refused
     * @param verdict whether it may be selected, and why not
     */
    public record Found(String id, String location, int priority, Set<Capability> capabilities, Probe verdict) {
        /** Tells whether it may be selected. */
        public boolean usable() {
            return verdict instanceof Probe.Usable;
        }

        /** Returns why it was refused; empty when it is usable. */
        public Optional<Probe.Refused> refusal() {
            return verdict.refusal();
        }

        /** Returns the engine's description when usable, else why it was refused and what to do about it. */
        public String detail() {
            return verdict.detail();
        }
    }
}
