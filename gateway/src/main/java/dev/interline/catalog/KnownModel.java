package dev.interline.catalog;

import java.util.List;

/** A model that this program knows by heart, with the vendors that offer it. */
record KnownModel(Model model, List<Offer> offers) {
    KnownModel {
        offers = List.copyOf(offers);
    }
}
