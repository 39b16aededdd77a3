package dev.interline.provider.simulator;

import java.util.List;

record UserWords(String last, List<String> earlier) {
}
