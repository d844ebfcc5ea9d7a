// Forward passes over one image on one thread. For each line on standard input, runs PASSES passes and prints the milliseconds of
// CPU time per pass.
//
//   forward PROTOTXT CAFFEMODEL PASSES
#include <ctime>
#include <iostream>
#include <opencv2/dnn.hpp>

int main(int, char** argv)
{
    cv::setNumThreads(1);
    auto net = cv::dnn::readNetFromCaffe(argv[1], argv[2]);
    const int passes = std::stoi(argv[3]);
    cv::Mat image(480, 854, CV_8UC3);
    cv::randu(image, 0, 256);
    float sum = 0;
    for (std::string line; std::getline(std::cin, line);) {
        const auto start = std::clock();
        for (int i = 0; i < passes; i++) {
            net.setInput(cv::dnn::blobFromImage(image, 1, {224, 224}, {104, 117, 123}, false, false));
            sum += net.forward().at<float>(0);
        }
        std::cout << 1000.0 * (std::clock() - start) / CLOCKS_PER_SEC / passes << std::endl;
    }
    return sum < 0;
}
