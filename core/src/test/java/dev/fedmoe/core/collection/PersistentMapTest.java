package dev.fedmoe.core.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PersistentMapTest {
    @Property(tries = 300, seed = "5")
    void itHoldsWhatATreeMapHoldsAndOlderCopiesStayAsTheyWere(
            @ForAll @Size(max = 60) List<@IntRange(min = -40, max = 40) Integer> changes) {
        var map = PersistentMap.<Integer>empty();
        var expected = new TreeMap<String, Integer>();
        var copies = new ArrayList<PersistentMap<Integer>>();
        var contents = new ArrayList<TreeMap<String, Integer>>();
        for (int i = 0; i < changes.size(); i++) {
            copies.add(map);
            contents.add(new TreeMap<>(expected));
            String key = "client-" + Math.abs(changes.get(i));
            if (changes.get(i) < 0) {
                map = map.without(key);
                expected.remove(key);
            } else {
                map = map.with(key, i);
                expected.put(key, i);
            }
        }
        assertThat(map).isEqualTo(expected).hasSize(expected.size());
        assertThat(List.copyOf(map.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        assertThat(copies).isEqualTo(contents);
    }
}
