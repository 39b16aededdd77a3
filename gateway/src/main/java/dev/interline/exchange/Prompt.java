package dev.interline.exchange;

/**
 * How large a prompt is, as far as its bytes tell, and what it is known by.
 *
 * @param bytes size of the part of the body that holds it
 * @param images how many images are in it
 * @param imageBytes of the bytes, what holds the images or their addresses
 * @param open whether something in it may be of any size, like a document or a video at an address
 * @param opening where its conversation begins
 */
public record Prompt(int bytes, int images, int imageBytes, boolean open, Opening opening) {
    /** Text of so many bytes. */
    public static Prompt text(int bytes) {
        return new Prompt(bytes, 0, 0, false, Opening.NONE);
    }

    /**
     * The most tokens that it can have: a token of text is at least a byte.
     *
     * @param perImage most tokens of one image
     */
    public long mostTokens(int perImage) {
        return open ? Long.MAX_VALUE : bytes - imageBytes + (long) images * perImage;
    }
}
