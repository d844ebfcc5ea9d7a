#include "codecs.h"
#include "interop.h"

#ifndef CODECS_LINKED
#include <dlfcn.h>
#endif

using interop::guarded;

namespace {

struct Codecs {
    decltype(&codecs_encode) encode;
    decltype(&codecs_decode) decode;
};

#ifdef CODECS_LINKED
const Codecs& codecs()
{
    static const Codecs linked{codecs_encode, codecs_decode};
    return linked;
}
#else
const char* const library = "libOpenCvSharpExternCodecs.so";

template <typename Function>
Function symbol(void* handle, const char* name)
{
    void* const address = dlsym(handle, name);
    if (!address)
        CV_Error(cv::Error::StsNotImplemented, cv::format("%s has no %s: build it again", library, name));
    return reinterpret_cast<Function>(address);
}

/// Loaded on first use, from beside this library ($ORIGIN is in its run path).
const Codecs& codecs()
{
    static const Codecs loaded = [] {
        void* const handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
        if (!handle)
            CV_Error(cv::Error::StsNotImplemented, cv::format("no image can be read or written: %s", dlerror()));
        return Codecs{
            symbol<decltype(&codecs_encode)>(handle, "codecs_encode"),
            symbol<decltype(&codecs_decode)>(handle, "codecs_decode")};
    }();
    return loaded;
}
#endif

} // namespace

EXPORT Status imgcodecs_imencode_vector(
    const char* extension, cv::_InputArray* image, std::vector<uchar>* bytes, const int* parameters, int parameterCount,
    int* result)
{
    return guarded(__func__, [&] {
        const std::vector<int> list(parameters, parameters + parameterCount);
        *result = codecs().encode(extension, *image, *bytes, list);
    });
}

EXPORT Status imgcodecs_imdecode_vector(const uchar* bytes, int length, int flags, cv::Mat** result)
{
    return guarded(__func__, [&] { *result = codecs().decode(bytes, length, flags); });
}
