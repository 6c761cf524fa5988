package io.talkinghead.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Results that the driver hears of as tasks end; Spark's Java API gives them only when all have ended. */
final class HeardResults {
    private HeardResults() {}

    /**
     * Computes them, and returns when all are there.
     *
     * @param heard on a thread of Spark's, one at a time; must return soon
     */
    static <T> void of(JavaRDD<T> results, Consumer<T> heard) {
        ClassTag<List<T>> lists = ClassTag$.MODULE$.apply(List.class);
        results.context()
                .runJob(
                        results.rdd(),
                        (Function1<Iterator<T>, List<T>> & Serializable) HeardResults::all,
                        (task, ended) -> {
                            ended.forEach(heard);
                            return BoxedUnit.UNIT;
                        },
                        lists);
    }

    private static <T> List<T> all(Iterator<T> results) {
        List<T> all = new ArrayList<>();
        while (results.hasNext()) {
            all.add(results.next());
        }
        return all;
    }
}
