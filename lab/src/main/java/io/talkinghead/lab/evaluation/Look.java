package io.talkinghead.lab.evaluation;

/**
 * What a picture looks like to {@link io.talkinghead.spi.FeatureNet#INCEPTION}.
 *
 * @param whole features of the picture
 * @param tiles features of its tiles, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Look(float[] whole, float[][] tiles) {
    /** So many tiles in a row, and rows: an eye or the mouth is in one or two. */
    static final int TILES = 3;

    /**
     * Returns how different two pictures look, place by place: the squared distance between the features of the same tile, scaled to length
     * 1, mean over the tiles. 0 for equal pictures, at most 4.
     *
     * <p>This is made after LPIPS (Zhang et al., "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric", 2018), but is
     * not it: another network, nine places instead of every pixel, and no weights learnt from people's judgements.
     */
    static double distance(Look first, Look second) {
        double sum = 0;
        for (int tile = 0; tile < first.tiles.length; tile++) {
            float[] a = first.tiles[tile];
            float[] b = second.tiles[tile];
            double lengthA = length(a);
            double lengthB = length(b);
            for (int i = 0; i < a.length; i++) {
                double difference = a[i] / lengthA - b[i] / lengthB;
                sum += difference * difference;
            }
        }
        return sum / first.tiles.length;
    }

    private static double length(float[] features) {
        double square = 0;
        for (float feature : features) {
            square += (double) feature * feature;
        }
        return Math.max(1e-10, Math.sqrt(square));
    }
}
