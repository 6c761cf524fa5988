/** The laboratory: datasets, meta-learning and evaluation of models. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.lab {
    requires transitive io.talkinghead;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires org.slf4j;

    exports io.talkinghead.lab.comparison;
    exports io.talkinghead.lab.dataset;
    exports io.talkinghead.lab.evaluation;
    exports io.talkinghead.lab.study;
    exports io.talkinghead.lab.training;

    uses io.talkinghead.lab.comparison.BaselineProvider;
    uses io.talkinghead.lab.training.TrainerProvider;
}
