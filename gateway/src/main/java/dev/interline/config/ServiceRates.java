package dev.interline.config;

/**
 * Requests that one caller of the service may begin within any 60 seconds.
 *
 * @param chat chat completions
 * @param stream the same as streams
 * @param vision questions about images
 * @param audio questions about recordings
 * @param functions function calls
 */
public record ServiceRates(@Default("30") int chat, @Default("20") int stream, @Default("15") int vision,
        @Default("10") int audio, @Default("20") int functions) {
    public ServiceRates {
        new Checks()
                .between("chat", chat, 1, Pace.MOST)
                .between("stream", stream, 1, Pace.MOST)
                .between("vision", vision, 1, Pace.MOST)
                .between("audio", audio, 1, Pace.MOST)
                .between("functions", functions, 1, Pace.MOST)
                .done();
    }
}
