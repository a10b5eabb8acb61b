// How ages are counted and how figures are printed; what is counted is decided elsewhere.
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

void clear_histogram(struct histogram *histogram) {
    if (!histogram->bins)
        histogram->bins = malloc(BINS * sizeof *histogram->bins);
    memset(histogram->bins, 0, BINS * sizeof *histogram->bins);
    histogram->count = histogram->most_ns = 0;
}

void add_age(struct histogram *histogram, uint64_t ns) {
    uint64_t bin = ns / BIN_NS;
    histogram->bins[bin < BINS ? bin : BINS - 1]++;
    histogram->count++;
    if (ns > histogram->most_ns)
        histogram->most_ns = ns;
}

// The upper edge of the bin below which `share` of all ages lie: never a rounding in our favour.
double share_ms(const struct histogram *histogram, double share) {
    uint64_t below = 0, wanted = (uint64_t)(share * (double)histogram->count);
    if (!histogram->count)
        return 0;
    for (uint32_t bin = 0; bin < BINS; bin++) {
        below += histogram->bins[bin];
        if (below > wanted)
            return (double)(bin + 1) * BIN_NS / 1e6;
    }
    return (double)histogram->most_ns / 1e6;
}

void print_histogram(const char *name, const struct histogram *histogram) {
    printf("\"%s\":{\"count\":%lu,\"p50\":%.2f,\"p95\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"most\":%.2f},", name,
           (unsigned long)histogram->count, share_ms(histogram, 0.5), share_ms(histogram, 0.95),
           share_ms(histogram, 0.99), share_ms(histogram, 0.999), (double)histogram->most_ns / 1e6);
}

double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6 + (double)used.ru_stime.tv_sec +
           (double)used.ru_stime.tv_usec / 1e6;
}

void print_counters(void) {
    struct counters *c = &counters;
    printf("\"open\":%lu,\"lost\":%lu,\"not_let_in\":%lu,\"failed\":%lu,\"unsent\":%lu,\"bytes\":%lu,\"frames\":%lu,"
           "\"messages\":%lu,\"pongs\":%lu,\"greeted\":%lu,\"joined\":%lu,\"entered\":%lu,\"notices\":%lu,"
           "\"corrected\":%lu,\"refusals\":%lu,\"close_code\":%lu,\"client_cpu\":%.3f}\n",
           (unsigned long)c->open, (unsigned long)c->lost, (unsigned long)c->refused_by_server,
           (unsigned long)c->failed, (unsigned long)c->unsent, (unsigned long)c->bytes, (unsigned long)c->frames,
           (unsigned long)c->messages, (unsigned long)c->pongs, (unsigned long)c->greeted, (unsigned long)c->joined,
           (unsigned long)c->entered, (unsigned long)c->notices, (unsigned long)c->corrected,
           (unsigned long)c->refusals, (unsigned long)c->close_code, cpu_seconds());
    fflush(stdout);
}

char *slurp(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    if (fread(text, 1, *size, file) != *size)
        exit(2);
    text[*size] = 0;
    fclose(file);
    return text;
}
