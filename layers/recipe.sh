# What the recipes have in common. A recipe runs inside of the base, without a network: it finds its sources in /build/sources,
# works in $work, and leaves a layer's files in /build/out.
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=0
jobs=$(nproc)
work=/build/work
built=/build/built # where libraries are installed that only the recipe itself links

# Sections of their own let the linker drop each function and table that nothing refers to.
export CFLAGS="-O2 -fPIC -ffunction-sections -fdata-sections" CXXFLAGS="-O2 -fPIC -ffunction-sections -fdata-sections"
export PKG_CONFIG_LIBDIR=$built/lib/pkgconfig

# unpack NAME: a source with Debian's patches applied, in $work/NAME, which becomes the current folder.
unpack() {
    local role file patch into=$work/$1
    if [[ -e $into.unpacked ]]; then cd "$into"; return; fi # a build that was stopped goes on
    rm -rf "$into"
    mkdir -p "$into"
    cd "$into"
    while read -r _ role file _; do
        file=/build/sources/${file##*/}
        if [[ $role == source ]]; then
            tar -xf "$file" --no-same-owner
            # All but bzip2's have one folder on top.
            if [[ $(ls | wc -l) == 1 ]]; then local top; top=$(ls); mv "$top" .top; mv .top/* .; rm -rf .top; fi
        else
            mkdir .debian
            tar -xf "$file" -C .debian --strip-components 1 --no-same-owner
            [[ ! -e .debian/patches/series ]] || while read -r patch _; do
                if [[ $patch && $patch != \#* ]]; then patch -p1 --quiet < ".debian/patches/$patch"; fi
            done < .debian/patches/series
        fi
    done < <(grep "^$1 " /build/layers/sources)
    touch "$into.unpacked"
}

# cmake_static OPTION…: builds and installs the current folder as static libraries.
cmake_static() {
    cmake -S . -B .build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$built" -DCMAKE_INSTALL_LIBDIR=lib \
        -DCMAKE_PREFIX_PATH="$built" -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DBUILD_SHARED_LIBS=OFF "$@"
    cmake --build .build --parallel "$jobs"
    cmake --install .build
}

build_zlib() {
    unpack zlib
    ./configure --static --prefix="$built"
    make -j"$jobs" install
}

# licences LAYER NAME…: what Debian has found out of the copyright of each source, for those who are given the layer.
licences() {
    local name file into=/build/out/share/licenses/$1
    mkdir -p "$into"
    for name in "${@:2}"; do
        file=$(sed -n "s/^$name  *patches  *\([^ ]*\).*/\1/p" /build/layers/sources)
        tar -xOf "/build/sources/${file##*/}" debian/copyright > "$into/$name"
    done
}
