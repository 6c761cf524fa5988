package io.talkinghead.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import com.google.common.collect.ImmutableList;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.engine.Device;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.TrainingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the networks that share each step's episodes. Every gradient is averaged before it is used, so that all copies
 * stay the same, and a step equals that of one copy with all the episodes.
 *
 * <p>The paper averages those of embedder and generator only and lets each GPU have a discriminator of its own (supplement
 * A.4); averaging the discriminator's too costs little and keeps a training the same on any number of devices.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Replicas implements AutoCloseable {
    private final ImmutableList<Replica> replicas;
    private final int videos;

    private Replicas(List<Replica> replicas, int videos) {
        this.replicas = ImmutableList.copyOf(replicas);
        this.videos = videos;
    }

    /** Opens copies: on consecutive GPUs, or all on the CPU. */
    static Replicas open(TrainingPlan plan, MetaState state, Device first) {
        List<Replica> opened = new ArrayList<>();
        try {
            for (int i = 0; i < plan.options().replicas(); i++) {
                Device device = first.kind() == Device.Kind.CUDA ? Device.cuda(first.index() + i) : first;
                opened.add(Replica.open(plan, state, device));
            }
        } catch (RuntimeException | Error e) {
            opened.forEach(Replica::close);
            throw e;
        }
        int rows = state.discriminator().tensor(MetaNetworks.ROWS).shape().get(0);
        return new Replicas(opened, rows);
    }

    /** Returns the copy that answers for all. */
    Replica first() {
        return replicas.get(0);
    }

    /**
     * Does one step.
     *
     * @param discriminatorSteps updates of the discriminator, 0 for a step without it
     * @param rateFactor for both learning rates
     */
    TrainingLosses step(List<Episode> episodes, int discriminatorSteps, double rateFactor) {
        try {
            int share = episodes.size() / replicas.size();
            List<Future<?>> begun = new ArrayList<>();
            for (int i = 0; i < replicas.size(); i++) {
                begun.add(replicas.get(i).begin(episodes.subList(i * share, (i + 1) * share), videos));
            }
            begun.forEach(Awaited::getUninterruptibly);
            for (int k = 0; k < discriminatorSteps; k++) {
                all(networks -> {
                    networks.discriminate();
                    return networks;
                });
                update(
                        MetaNetworks::discriminator,
                        (networks, averaged) -> networks.stepDiscriminator(rateFactor, averaged));
            }
            List<TrainingLosses> losses = all(networks -> networks.learn(discriminatorSteps > 0));
            update(MetaNetworks::generator, (networks, averaged) -> networks.stepGenerator(rateFactor, averaged));
            return mean(losses);
        } finally {
            replicas.forEach(Replica::end);
        }
    }

    private <T> List<T> all(Replica.Piece<T> piece) {
        List<Future<T>> begun = new ArrayList<>();
        replicas.forEach(replica -> begun.add(replica.submit(piece)));
        return begun.stream().map(Awaited::getUninterruptibly).toList();
    }

    private void update(Function<MetaNetworks, Parameters> which, Update update) {
        if (replicas.size() == 1) {
            all(networks -> {
                update.of(networks, null);
                return networks;
            });
            return;
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Map<String, NDArray> averages = averages(which);
            all(networks -> {
                Parameters own = which.apply(networks);
                update.of(networks, name -> {
                    NDArray average = averages.get(name);
                    return average == null
                            ? null
                            : average.toDevice(own.get(name).getDevice(), true);
                });
                return networks;
            });
        }
    }

    private Map<String, NDArray> averages(Function<MetaNetworks, Parameters> which) {
        Map<String, NDArray> averages = new LinkedHashMap<>();
        Parameters first = which.apply(first().networks());
        for (String name : first.names()) {
            NDArray sum = first.gradient(name);
            if (sum == null) {
                continue;
            }
            for (Replica other : replicas.subList(1, replicas.size())) {
                NDArray gradient = which.apply(other.networks()).gradient(name);
                if (gradient != null) {
                    sum = sum.add(gradient.toDevice(sum.getDevice(), false));
                }
            }
            averages.put(name, TorchArrays.scaled(sum, 1.0 / replicas.size()));
        }
        return averages;
    }

    private static TrainingLosses mean(List<TrainingLosses> losses) {
        return new TrainingLosses(
                losses.stream().mapToDouble(TrainingLosses::likeness).average().orElse(0),
                losses.stream()
                        .mapToDouble(TrainingLosses::adversarial)
                        .average()
                        .orElse(0),
                losses.stream().mapToDouble(TrainingLosses::matching).average().orElse(0),
                losses.stream()
                        .mapToDouble(TrainingLosses::discriminator)
                        .average()
                        .orElse(0));
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
    }

    private interface Update {
        void of(MetaNetworks networks, @Nullable Function<String, @Nullable NDArray> averaged);
    }
}
