// A storm: all who are thrown out come again, each by himself, as the hall's client does (client/src/net/socket.ts): after half
// to the whole of a wait that doubles, to one of the nodes by chance, and not for longer than its patience.
#include "load.h"
#include <stdio.h>
#include <stdlib.h>

#define FIRST_WAIT_NS 500000000ull
#define LONGEST_WAIT_NS 20000000000ull
#define PATIENCE_NS 10000000000ull
#define TURN_MS 10

// What one who was thrown out does next.
struct coming_back {
    uint64_t lost_at; // 0: has not been thrown out
    uint64_t due;     // 0: on the way in
    uint8_t attempts;
};

static struct coming_back *all;
static double *seconds_away;
static uint32_t away, back, openings;

static void wait_again(struct coming_back *one, uint64_t now) {
    uint64_t longest = FIRST_WAIT_NS << (one->attempts < 6 ? one->attempts : 6);
    if (longest > LONGEST_WAIT_NS)
        longest = LONGEST_WAIT_NS;
    one->attempts++;
    one->due = now + longest / 2 + (uint64_t)((double)(longest / 2) * drand48());
}

static void go_on(uint32_t index, uint64_t now) {
    struct person *person = &people[index];
    struct coming_back *one = &all[index];
    if (!one->lost_at) {
        if (person->state == CLOSED) {
            one->lost_at = now;
            away++;
            wait_again(one, now);
        }
    } else if (one->due) {
        if (now >= one->due) {
            one->due = 0;
            person->node = (uint16_t)(drand48() * options.ports);
            openings++;
            open_person(index);
        }
    } else if (is_ready(person)) {
        seconds_away[back++] = (double)(now - one->lost_at) / 1e9;
        *one = (struct coming_back){0};
    } else if (person->state == CLOSED) {
        wait_again(one, now);
    } else if (now - person->connected_at > PATIENCE_NS) {
        lose_person(index);
        wait_again(one, now);
    }
}

static int by_size(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

// Waits until somebody is thrown out, then until all of them are in again, or the time is over.
void weather_storm(double seconds) {
    all = calloc(options.people, sizeof *all);
    seconds_away = calloc(options.people, sizeof *seconds_away);
    away = back = openings = 0;
    srand48((long)now_ns());
    uint64_t end = now_ns() + (uint64_t)(seconds * 1e9);
    for (uint64_t now = now_ns(); now < end && (!away || back < away); now = now_ns()) {
        for (uint32_t i = 0; i < options.people && back < options.people; i++)
            go_on(i, now);
        turn(TURN_MS);
    }
    qsort(seconds_away, back, sizeof *seconds_away, by_size);
    printf("{\"event\":\"storm\",\"thrown_out\":%u,\"back\":%u,\"openings\":%u,\"away_s\":{\"p50\":%.2f,\"p99\":%.2f,\"most\":%.2f},",
           away, back, openings, back ? seconds_away[back / 2] : 0, back ? seconds_away[(uint64_t)back * 99 / 100] : 0,
           back ? seconds_away[back - 1] : 0);
    print_counters();
    free(all);
    free(seconds_away);
}
