/**
 * JSON Web Tokens that speak for members: which are accepted, and whose they are.
 *
 * <p>Start at {@link dev.interline.identity.jwt.Tokens}, which is safe from every thread; its methods say which of them
 * block. {@code Verifier} holds the rules (RFC 8725), {@code RemoteKeys} the keys that somebody else publishes.
 */
@NullMarked
package dev.interline.identity.jwt;

import org.jspecify.annotations.NullMarked;
