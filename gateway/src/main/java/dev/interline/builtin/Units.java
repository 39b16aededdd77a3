package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts between units of one kind, by the factors that define them. */
final class Units implements Builtin {
    private static final MathContext DIGITS = new MathContext(20);
    private static final int LONGEST = 40;
    private static final int PLACES = 30;

    /** A unit is {@code factor * x + offset} of its kind's base unit. */
    private record Unit(String kind, BigDecimal factor, BigDecimal offset) {}

    private static final Map<String, Unit> ALL = all();

    private static Map<String, Unit> all() {
        var units = new HashMap<String, Unit>();
        add(units, "length", "m 1, km 1000, cm 0.01, mm 0.001, um 0.000001, nm 0.000000001, mi 1609.344, yd 0.9144,"
                + " ft 0.3048, in 0.0254, nmi 1852");
        add(units, "mass", "kg 1, g 0.001, mg 0.000001, t 1000, lb 0.45359237, oz 0.028349523125, st 6.35029318");
        add(units, "time", "s 1, ms 0.001, min 60, h 3600, d 86400, week 604800");
        add(units, "area", "m2 1, km2 1000000, cm2 0.0001, ha 10000, acre 4046.8564224, ft2 0.09290304");
        add(units, "volume", "l 1, ml 0.001, m3 1000, gal 3.785411784, qt 0.946352946, pt 0.473176473,"
                + " cup 0.2365882365, floz 0.0295735295625, tbsp 0.01478676478125, tsp 0.00492892159375");
        add(units, "speed", "m/s 1, km/h 0.27777777777777777778, mph 0.44704, kn 0.51444444444444444444");
        add(units, "data", "b 1, kb 1000, mb 1000000, gb 1000000000, tb 1000000000000, kib 1024, mib 1048576,"
                + " gib 1073741824, tib 1099511627776, bit 0.125");
        add(units, "energy", "j 1, kj 1000, cal 4.184, kcal 4184, wh 3600, kwh 3600000, btu 1055.05585262");
        add(units, "pressure", "pa 1, kpa 1000, bar 100000, mbar 100, atm 101325, psi 6894.757293168");
        add(units, "power", "w 1, kw 1000, hp 745.69987158227022");
        units.put("k", new Unit("temperature", BigDecimal.ONE, BigDecimal.ZERO));
        units.put("c", new Unit("temperature", BigDecimal.ONE, new BigDecimal("273.15")));
        units.put("f", new Unit("temperature", BigDecimal.valueOf(5).divide(BigDecimal.valueOf(9), new MathContext(40)),
                new BigDecimal("459.67").multiply(BigDecimal.valueOf(5)).divide(BigDecimal.valueOf(9),
                        new MathContext(40))));
        return Map.copyOf(units);
    }

    private static void add(Map<String, Unit> units, String kind, String list) {
        for (String item : list.split(", *")) {
            String[] words = item.strip().split(" ");
            units.put(words[0], new Unit(kind, new BigDecimal(words[1]), BigDecimal.ZERO));
        }
    }

    @Override
    public String name() {
        return "convert_units";
    }

    @Override
    public String description() {
        return "Converts a value between units of length, mass, time, area, volume, speed, data, energy, pressure, power or"
                + " temperature (c, f, k).";
    }

    @Override
    public ObjectNode parameters() {
        var schema = Arguments.schema("value", "from", "to");
        Arguments.with(schema, "value", "number", "The value");
        Arguments.with(schema, "from", "string", "Its unit, such as km, lb, c, gib, km/h");
        return Arguments.with(schema, "to", "string", "The wanted unit");
    }

    @Override
    public JsonNode run(JsonNode arguments) {
        BigDecimal value;
        try {
            value = new BigDecimal(Arguments.text(arguments, "value", LONGEST));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("value: expected a number", e);
        }
        Unit from = unit(arguments, "from");
        Unit to = unit(arguments, "to");
        if (!from.kind().equals(to.kind())) {
            throw new IllegalArgumentException("to: a " + from.kind() + " cannot become a " + to.kind());
        }
        BigDecimal result = value.multiply(from.factor()).add(from.offset()).subtract(to.offset())
                .divide(to.factor(), DIGITS);
        return Json.mapper().createObjectNode().put("value", plain(result)).put("unit", arguments.path("to").asString())
                .put("kind", to.kind());
    }

    private static String plain(BigDecimal value) {
        // What is left of a factor such as 5/9 is no part of the result.
        BigDecimal exact = value.setScale(Math.min(value.scale(), PLACES), RoundingMode.HALF_UP);
        return exact.signum() == 0 ? "0" : exact.round(new MathContext(15)).stripTrailingZeros().toPlainString();
    }

    private static Unit unit(JsonNode arguments, String name) {
        String text = Arguments.text(arguments, name, LONGEST);
        String key = text.strip().toLowerCase(Locale.ROOT).replace("°", "").replace("²", "2").replace("³", "3");
        Unit found = ALL.get(switch (key) {
            case "celsius" -> "c";
            case "fahrenheit" -> "f";
            case "kelvin" -> "k";
            case "kph", "kmh" -> "km/h";
            case "lbs", "pounds", "pound" -> "lb";
            case "miles", "mile" -> "mi";
            case "feet", "foot" -> "ft";
            case "inches", "inch" -> "in";
            case "liter", "liters", "litre" -> "l";
            case "hour", "hours" -> "h";
            case "day", "days" -> "d";
            default -> key;
        });
        if (found == null) {
            throw new IllegalArgumentException(name + ": there is no unit " + text + "; there are "
                    + String.join(", ", ALL.keySet().stream().sorted().toList()));
        }
        return found;
    }
}
