package org.lumiwatch.neural;

/** What many small networks of one kind are trained with, each with its own: healthy contents of one element a network. */
public interface FleetSamples {
    int networks();

    /** Samples a network to train with, which come first. */
    int training();

    /** Samples a network to validate with, which come after them. */
    int validation();

    /** Writes a sample's contents to {@code into} from {@code at} on; asked once for each. */
    void write(int network, int sample, float[] into, int at);
}
