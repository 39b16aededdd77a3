package dev.interline.identity;

import java.time.Instant;

/**
 * A member's place in a workspace.
 *
 * @param id a UUID
 * @param workspace id of the workspace
 * @param member id of the member
 * @param role what the member may do, in the whole account
 */
public record Membership(String id, String workspace, String member, Member.Role role, Instant createdAt) {}
