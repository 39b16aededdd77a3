package dev.interline.config;

import java.nio.file.Path;

/**
 * The server's certificate; with it the server speaks HTTPS, and HTTP/2 to clients that offer it.
 *
 * @param certificate PEM file with the certificate and its chain
 * @param key PEM file with the private key
 */
public record Tls(Path certificate, Path key) {}
