package io.talkinghead.lab.comparison;

import com.google.common.collect.ImmutableSortedMap;
import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.service.Services;
import io.talkinghead.spi.Backend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Other papers' methods, as the backends on the class path offer them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Baselines {
    private final Map<String, BaselineProvider> providers;
    private final List<String> failures;

    private Baselines(Map<String, BaselineProvider> providers, List<String> failures) {
        this.providers = providers;
        this.failures = failures;
    }

    /** Looks for them; of two providers that offer the same method the first on the class path counts. */
    public static Baselines find() {
        Services.Loaded<BaselineProvider> loaded = Services.load(BaselineProvider.class);
        List<BaselineProvider> usable = loaded.providers().stream()
                .map(Services.Provider::service)
                .filter(provider -> provider.spiVersion() == BaselineProvider.SPI_VERSION)
                .toList();
        return new Baselines(byMethod(usable), loaded.failures());
    }

    /** Takes these and no others. */
    static Baselines of(BaselineProvider... providers) {
        return new Baselines(byMethod(List.of(providers)), List.of());
    }

    private static Map<String, BaselineProvider> byMethod(List<BaselineProvider> providers) {
        Map<String, BaselineProvider> byMethod = new TreeMap<>();
        for (BaselineProvider provider : providers) {
            provider.methods().forEach(method -> byMethod.putIfAbsent(method, provider));
        }
        return ImmutableSortedMap.copyOf(byMethod);
    }

    /** Returns the ids of all methods, sorted. */
    public Set<String> methods() {
        return providers.keySet();
    }

    /**
     * Returns who offers a method, to train it.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when nobody does
     */
    public BaselineProvider provider(String method) {
        BaselineProvider provider = providers.get(method);
        if (provider == null) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_LACKS_CAPABILITY,
                    "no backend on the class path offers the method '" + method + "'; there are " + methods()
                            + "; add talkinghead-backend-djl, which has those of other papers"
                            + (failures.isEmpty() ? "" : "; broken: " + failures));
        }
        return provider;
    }

    /**
     * Returns where a trained method comes from. Nothing is read before it is asked for.
     *
     * @param folder that a training has written
     * @param options of the engine it runs on, which it starts and ends itself
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when nobody offers it
     */
    public MethodSource source(String method, Path folder, EngineOptions options) {
        return new TrainedBaseline(provider(method), method, folder, options);
    }

    private record TrainedBaseline(BaselineProvider provider, String id, Path folder, EngineOptions options)
            implements MethodSource {
        @Override
        public String origin() {
            return provider.origin(id, folder);
        }

        @Override
        public ComparedMethod open() {
            Backend backend = Backends.open(provider.backendId(), Set.of(Capability.TRAIN), options);
            try {
                return provider.open(backend, id, folder).owning(backend::close);
            } catch (RuntimeException | Error e) {
                backend.close();
                throw e;
            }
        }
    }
}
